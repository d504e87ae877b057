package dev.fairlead.examples.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JavaSearchTest {
    @TempDir
    private Path home;

    @Test
    void a_home_of_a_new_enough_java_is_recognised_by_its_release_file() throws IOException {
        Path jdk = install("jdk", "JAVA_VERSION=\"21.0.4\"");
        assertEquals(21, JavaHome.at(jdk).orElseThrow().version().feature());
    }

    @Test
    void an_old_java_a_cut_down_one_and_a_broken_one_are_passed_over() throws IOException {
        assertTrue(JavaHome.at(install("old", "JAVA_VERSION=\"17.0.1\"")).isEmpty());
        assertTrue(JavaHome.at(install("ancient", "JAVA_VERSION=\"1.8.0_432\"")).isEmpty());
        assertTrue(JavaHome.at(install("cut", "JAVA_VERSION=\"25\"\nMODULES=\"java.base java.logging\""))
                .isEmpty());
        Path broken = Files.createDirectories(home.resolve("broken"));
        Files.writeString(broken.resolve("release"), "JAVA_VERSION=\"25\"");
        assertTrue(JavaHome.at(broken).isEmpty());
    }

    @Test
    void JAVA_HOME_comes_before_newer_ones_which_follow_newest_first() throws IOException {
        Path chosen = install("chosen", "JAVA_VERSION=\"21.0.1\"");
        Path newer = install(".jdks/b", "JAVA_VERSION=\"99.0.2\"");
        Path newest = install(".sdkman/candidates/java/a", "JAVA_VERSION=\"99.0.10\"");
        List<Path> found = search(Map.of("JAVA_HOME", chosen.toString())).found().stream()
                .map(JavaHome::home)
                .toList();
        assertTrue(found.indexOf(chosen) < found.indexOf(newest), found.toString());
        assertTrue(found.indexOf(newest) < found.indexOf(newer), found.toString());
    }

    @Test
    void the_users_toolchains_are_read() throws IOException {
        Path jdk = install("somewhere else", "JAVA_VERSION=\"99\"");
        Files.createDirectories(home.resolve(".m2"));
        Files.writeString(
                home.resolve(".m2/toolchains.xml"),
                "<toolchains><toolchain><configuration><jdkHome>\n " + jdk
                        + "\n</jdkHome></configuration></toolchain></toolchains>");
        assertTrue(
                search(Map.of()).found().stream().anyMatch(java -> java.home().equals(jdk)));
    }

    @Test
    void the_java_on_the_path_is_found() throws IOException {
        Path jdk = install("on-path", "JAVA_VERSION=\"98\"");
        assertTrue(search(Map.of("PATH", jdk.resolve("bin").toString())).found().stream()
                .anyMatch(java -> java.home().equals(jdk)));
    }

    @Test
    void where_nothing_is_found_the_reader_learns_what_is_missing_and_where_it_was_looked_for() {
        String text =
                Launcher.explanation(search(Map.of("JAVA_HOME", "/nowhere")).looked(), List.of("/x: no"));
        assertTrue(text.contains("needs Java 21 or newer; this is Java " + System.getProperty("java.version")), text);
        assertTrue(text.contains("JAVA_HOME: /nowhere"), text);
        assertTrue(text.contains(home.resolve(".sdkman/candidates/java").toString()), text);
        assertTrue(text.contains("Found, but could not be started"), text);
    }

    @Test
    void mac_and_windows_have_their_own_places() {
        assertTrue(String.join("\n", JavaSearch.of("Mac OS X", Map.of(), home).looked())
                .contains("Library/Java/JavaVirtualMachines"));
        Map<String, String> windows =
                Map.of("ProgramFiles", home.resolve("Program Files").toString());
        assertTrue(String.join("\n", JavaSearch.of("Windows 11", windows, home).looked())
                .contains("Eclipse Adoptium"));
    }

    private JavaSearch search(Map<String, String> environment) {
        return JavaSearch.of("Linux", environment, home);
    }

    private Path install(String folder, String release) throws IOException {
        Path jdk = home.resolve(folder);
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(jdk.resolve("bin/java"), "");
        Files.writeString(jdk.resolve("release"), release);
        return jdk.toRealPath();
    }
}
