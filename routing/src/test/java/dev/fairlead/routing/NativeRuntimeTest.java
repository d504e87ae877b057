package dev.fairlead.routing;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class NativeRuntimeTest {
    @Test
    void the_version_that_crashes_is_refused_before_it_is_touched() {
        IllegalStateException refusal =
                assertThrows(IllegalStateException.class, () -> NativeRuntime.checkVersion("1.29.0"));

        assertTrue(refusal.getMessage().contains("1.28.0"));
    }

    @Test
    void other_versions_pass() {
        assertDoesNotThrow(() -> NativeRuntime.checkVersion("1.28.0"));
        assertDoesNotThrow(() -> NativeRuntime.checkVersion("1.29.1"));
        assertDoesNotThrow(() -> NativeRuntime.checkVersion(null));
    }

    @Test
    void the_version_tested_with_is_the_one_on_the_class_path() {
        assertEquals(NativeRuntime.TESTED, NativeRuntime.environment().getVersion());
    }
}
