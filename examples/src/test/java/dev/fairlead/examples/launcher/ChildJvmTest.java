package dev.fairlead.examples.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ChildJvmTest {
    @Test
    void the_note_about_incubating_modules_is_dropped_and_nothing_else() throws IOException {
        assertEquals(
                "progress\r100 %\n",
                copied("WARNING: Using incubator modules: jdk.incubator.vector\nprogress\r100 %\n"));
        assertEquals("WARNING: Using too much\n", copied("WARNING: Using too much\n"));
        assertEquals("W", copied("W"));
        assertEquals("", copied(""));
        assertEquals("", copied("WARNING: Using incubator modules"));
    }

    @Test
    void memory_and_properties_reach_the_program_agents_and_debuggers_do_not() {
        assertEquals(
                List.of("-Xmx1g", "-Da=b", "-ea"),
                ChildJvm.kept(
                        List.of("-Xmx1g", "-Da=b", "-ea", "-agentlib:jdwp=address=1", "-javaagent:x.jar", "-Xdebug")));
    }

    @Test
    void the_command_names_the_flags_the_class_and_its_arguments() {
        JavaHome java = JavaHome.at(Path.of(System.getProperty("java.home"))).orElseThrow();
        List<String> command = ChildJvm.command(java, "a.Main", List.of("ask", "why?"));
        assertEquals(List.of("a.Main", "ask", "why?"), command.subList(command.size() - 3, command.size()));
        assertTrue(command.contains("--enable-native-access=ALL-UNNAMED"));
        assertEquals("jdk.incubator.vector", command.get(command.indexOf("--add-modules") + 1));
    }

    private static String copied(String errors) throws IOException {
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        ChildJvm.copyErrors(new ByteArrayInputStream(errors.getBytes(StandardCharsets.UTF_8)), to);
        return to.toString(StandardCharsets.UTF_8);
    }
}
