package dev.fairlead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class AccessTest {
    @Test
    void any_principal_on_the_list_is_admitted_within_the_tenant_only() {
        Access access = Access.of("acme", "alice", "legal");
        assertTrue(access.admits(Scope.of("acme", "bob", "legal")));
        assertFalse(access.admits(Scope.of("acme", "bob")));
        assertFalse(access.admits(Scope.of("other", "alice")));
        assertFalse(access.admits(Scope.principals("alice")));
    }

    @Test
    void an_empty_list_admits_nobody_and_a_whole_tenant_everybody_in_it() {
        assertFalse(Access.of("acme").admits(Scope.of("acme", "alice")));
        assertTrue(Access.tenant("acme").admits(Scope.of("acme")));
        assertFalse(Access.tenant("acme").admits(Scope.none()));
    }

    @Test
    void undeclared_access_admits_no_scope() {
        assertTrue(Access.undeclared().isUndeclared());
        assertFalse(Access.undeclared().admits(Scope.none()));
        assertFalse(Access.undeclared().admits(Scope.principals("alice")));
        assertTrue(Access.principals("alice").admits(Scope.principals("alice")));
    }

    @Test
    void blank_names_are_refused() {
        assertThrows(IllegalArgumentException.class, () -> Scope.of(" "));
        assertThrows(IllegalArgumentException.class, () -> Access.of("acme", ""));
        assertThrows(IllegalArgumentException.class, () -> new Access(Optional.empty(), Set.of(), true));
    }

    @Test
    void equal_scopes_print_equally() {
        assertEquals(
                Scope.of("t", "a", "b", "c").toString(),
                Scope.of("t", "c", "b", "a").toString());
        assertTrue(Scope.none().isNone());
    }
}
