package dev.fairlead;

import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Who may see a document. A scope sees a document of its own tenant where one of its principals is on the list or the
 * document is open to the whole tenant. A document with {@link #undeclared()} access is visible to everybody in an open
 * index and to nobody in one that requires a scope. There are no deny lists.
 *
 * @param tenant the tenant, or empty where the host has none
 * @param principals who is on the list
 * @param wholeTenant whether every scope of the tenant sees the document
 */
public record Access(Optional<String> tenant, Set<String> principals, boolean wholeTenant) {
    private static final Access UNDECLARED = new Access(Optional.empty(), Set.of(), false);

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if a name is blank, or {@code wholeTenant} is set without a tenant
     */
    public Access {
        principals = Set.copyOf(principals);
        requireNames(tenant, principals);
        if (wholeTenant && tenant.isEmpty()) {
            throw new IllegalArgumentException("wholeTenant needs a tenant");
        }
    }

    /**
     * Nothing was said about who may see the document.
     *
     * @return the undeclared access
     */
    public static Access undeclared() {
        return UNDECLARED;
    }

    /**
     * Every scope of a tenant.
     *
     * @param tenant the tenant's id, not blank
     * @return the access
     * @throws IllegalArgumentException if {@code tenant} is blank
     */
    public static Access tenant(String tenant) {
        return new Access(Optional.of(Objects.requireNonNull(tenant, "tenant")), Set.of(), true);
    }

    /**
     * Some principals of a tenant; an empty list means nobody.
     *
     * @param tenant the tenant's id, not blank
     * @param principals who is on the list
     * @return the access
     * @throws IllegalArgumentException if a name is blank
     */
    public static Access of(String tenant, String... principals) {
        return new Access(Optional.of(Objects.requireNonNull(tenant, "tenant")), Set.of(principals), false);
    }

    /**
     * Some principals of a host without tenants.
     *
     * @param principals who is on the list
     * @return the access
     * @throws IllegalArgumentException if a name is blank
     */
    public static Access principals(String... principals) {
        return new Access(Optional.empty(), Set.of(principals), false);
    }

    /**
     * Whether nothing was declared.
     *
     * @return true for {@link #undeclared()}
     */
    public boolean isUndeclared() {
        return equals(UNDECLARED);
    }

    /**
     * Whether a scope is on this declared list; the definition every index follows.
     *
     * @param scope the caller
     * @return true if the scope sees the document; always false for undeclared access
     */
    public boolean admits(Scope scope) {
        return tenant.equals(scope.tenant()) && (wholeTenant || !Collections.disjoint(principals, scope.principals()));
    }

    static void requireNames(Optional<String> tenant, Set<String> principals) {
        if (tenant.isPresent() && tenant.get().isBlank()) {
            throw new IllegalArgumentException("tenant must not be blank");
        }
        if (principals.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("principals must not be blank");
        }
        tenant.ifPresent(name -> WellFormed.require("tenant", name));
        principals.forEach(name -> WellFormed.require("principal", name));
    }
}
