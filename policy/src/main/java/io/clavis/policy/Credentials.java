package io.clavis.policy;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, under the names that policy files use (oslo.context's policy values plus {@code token}). An absent value is
 * there as {@code None}, so that {@code domain_id:None} works. Immutable; built once per request or per cached token.
 */
public final class Credentials {
    private final Map<String, @Nullable Object> attributes;
    private final Set<String> loweredRoles;

    private Credentials(Map<String, @Nullable Object> attributes, Collection<String> roles) {
        this.attributes = Collections.unmodifiableMap(attributes);
        var lowered = HashSet.<String>newHashSet(roles.size());
        for (var role : roles) {
            lowered.add(role.toLowerCase(Locale.ROOT));
        }
        this.loweredRoles = lowered;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Every attribute that a check can name, as sent to remote checks. Unmodifiable; values may be null. */
    public Map<String, @Nullable Object> attributes() {
        return attributes;
    }

    /** The scope that rules are compared with: what is neither system nor domain counts as project, as upstream. */
    public ScopeType scopeType() {
        if (isSet("system_scope")) {
            return ScopeType.SYSTEM;
        }
        return isSet("domain_id") ? ScopeType.DOMAIN : ScopeType.PROJECT;
    }

    boolean hasRole(String loweredName) {
        return loweredRoles.contains(loweredName);
    }

    private boolean isSet(String name) {
        return attributes.get(name) instanceof String text && !text.isEmpty();
    }

    /** The user and roles only: the token may carry more than a log should. */
    @Override
    public String toString() {
        return "Credentials[user_id=" + attributes.get("user_id") + ", roles=" + attributes.get("roles") + ", scope="
                + scopeType() + "]";
    }

    /** Starts with nobody: no ids, no roles, an empty token. */
    public static final class Builder {
        private final Map<String, @Nullable Object> attributes = new HashMap<>();
        private List<String> roles = List.of();

        private Builder() {
            for (var name : List.of(
                    "user_id",
                    "user_domain_id",
                    "system_scope",
                    "domain_id",
                    "project_id",
                    "project_domain_id",
                    "trust_id",
                    "service_user_id",
                    "service_user_domain_id",
                    "service_project_id",
                    "service_project_domain_id")) {
                attributes.put(name, null);
            }
            attributes.put("is_admin_project", true);
            attributes.put("roles", List.of());
            attributes.put("service_roles", List.of());
            attributes.put("token", Map.of());
        }

        public Builder userId(@Nullable String id) {
            return with("user_id", id);
        }

        public Builder userDomainId(@Nullable String id) {
            return with("user_domain_id", id);
        }

        public Builder projectId(@Nullable String id) {
            return with("project_id", id);
        }

        public Builder projectDomainId(@Nullable String id) {
            return with("project_domain_id", id);
        }

        public Builder domainId(@Nullable String id) {
            return with("domain_id", id);
        }

        /** The trust behind a trust-scoped token. */
        public Builder trustId(@Nullable String id) {
            return with("trust_id", id);
        }

        /** {@code all} for a system-scoped token. */
        public Builder systemScope(@Nullable String scope) {
            return with("system_scope", scope);
        }

        public Builder roles(Collection<String> names) {
            roles = List.copyOf(names);
            return with("roles", roles);
        }

        /**
         * The admin token of old. Upstream's policy values leave this attribute out, and its enforcer asks no rule at
         * all for such a request; so the attribute exists only when true, and prints as {@code True}.
         */
        public Builder isAdmin(boolean isAdmin) {
            if (isAdmin) {
                return with("is_admin", true);
            }
            attributes.remove("is_admin");
            return this;
        }

        public Builder isAdminProject(boolean isAdminProject) {
            return with("is_admin_project", isAdminProject);
        }

        /** The token as rendered in an answer, without its outer {@code token} key. Not copied: do not change it. */
        public Builder token(Map<String, ?> token) {
            return with("token", token);
        }

        public Builder serviceUserId(@Nullable String id) {
            return with("service_user_id", id);
        }

        public Builder serviceUserDomainId(@Nullable String id) {
            return with("service_user_domain_id", id);
        }

        public Builder serviceProjectId(@Nullable String id) {
            return with("service_project_id", id);
        }

        public Builder serviceProjectDomainId(@Nullable String id) {
            return with("service_project_domain_id", id);
        }

        public Builder serviceRoles(Collection<String> names) {
            return with("service_roles", List.copyOf(names));
        }

        private Builder with(String name, @Nullable Object value) {
            attributes.put(name, value);
            return this;
        }

        public Credentials build() {
            var copy = new HashMap<String, @Nullable Object>(attributes);
            if (copy.get("system_scope") instanceof String scope && !scope.isEmpty()) {
                copy.put("system", scope);
            }
            return new Credentials(copy, roles);
        }
    }
}
