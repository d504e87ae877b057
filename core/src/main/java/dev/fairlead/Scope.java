package dev.fairlead;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * On whose behalf a question is asked: set by the host from its session, never from the request. See {@link Access} for
 * which documents a scope sees.
 *
 * @param tenant the tenant, or empty where the host has none
 * @param principals user, group and role ids the caller holds
 */
public record Scope(Optional<String> tenant, Set<String> principals) {
    private static final Scope NONE = new Scope(Optional.empty(), Set.of());

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if the tenant or a principal is blank
     */
    public Scope {
        principals = Set.copyOf(principals);
        Access.requireNames(tenant, principals);
    }

    /**
     * No scope: an index that requires one refuses it, any other shows only documents without declared access.
     *
     * @return the empty scope
     */
    public static Scope none() {
        return NONE;
    }

    /**
     * A caller within a tenant.
     *
     * @param tenant the tenant's id, not blank
     * @param principals user, group and role ids, possibly none
     * @return the scope
     * @throws IllegalArgumentException if a name is blank
     */
    public static Scope of(String tenant, String... principals) {
        return new Scope(Optional.of(Objects.requireNonNull(tenant, "tenant")), Set.of(principals));
    }

    /**
     * A caller of a host without tenants.
     *
     * @param principals user, group and role ids
     * @return the scope
     * @throws IllegalArgumentException if a name is blank
     */
    public static Scope principals(String... principals) {
        return new Scope(Optional.empty(), Set.of(principals));
    }

    /**
     * Whether this is {@link #none()}.
     *
     * @return true if neither tenant nor principals are set
     */
    public boolean isNone() {
        return tenant.isEmpty() && principals.isEmpty();
    }

    /** Names sorted, so that equal scopes print equally. */
    @Override
    public String toString() {
        return "Scope[tenant=" + tenant.orElse("none") + ", principals=" + new TreeSet<>(principals) + "]";
    }
}
