package io.clavis.http;

import io.clavis.policy.Credentials;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who calls: what a valid {@code X-Auth-Token} says, be it a token or {@link AdminToken the admin token}.
 *
 * @param token the token's text, for look-ups; never logged
 * @param credentials what policy rules see of the caller
 * @param inPerson whether all methods that led to the token are a user's own
 */
public record Caller(String token, Credentials credentials, boolean inPerson) {
    /** With the methods that are known to be a user's own. */
    public Caller(String token, Credentials credentials) {
        this(
                token,
                credentials,
                credentials.attributes().get("token") instanceof Map<?, ?> content
                        && Delegation.isInPerson(content.get("methods")));
    }

    /** The user; empty for the admin token. */
    public Optional<String> userId() {
        return attribute("user_id");
    }

    /** The project that the token is scoped to. */
    public Optional<String> projectId() {
        return attribute("project_id");
    }

    /** The domain of the project that the token is scoped to. */
    public Optional<String> projectDomainId() {
        return attribute("project_domain_id");
    }

    /** The domain that the token is scoped to. */
    public Optional<String> domainId() {
        return attribute("domain_id");
    }

    /** Whether the token is scoped to the system. */
    public boolean isSystemScoped() {
        return attribute("system_scope").isPresent();
    }

    /** Whether it is the bearer of the admin token, who may do everything and is nobody. */
    public boolean isAdmin() {
        return Boolean.TRUE.equals(credentials.attributes().get("is_admin"));
    }

    /**
     * The domain of new things for which the request names none: that of the scope, else the default one; 400 for the
     * admin token, which has no home.
     */
    public String homeDomainId(String defaultDomainId) {
        if (isAdmin()) {
            throw new BadRequest("You have tried to create a resource using the admin token. As this token is not"
                    + " within a domain you must explicitly include a domain for this resource to belong to.");
        }
        return domainId().orElse(defaultDomainId);
    }

    /** The groups in a federated user's token, by id; none for anybody else. */
    public List<String> groupIds() {
        if (!(credentials.attributes().get("token") instanceof Map<?, ?> token)
                || !(token.get("user") instanceof Map<?, ?> user)
                || !(user.get("OS-FEDERATION") instanceof Map<?, ?> federation)
                || !(federation.get("groups") instanceof List<?> groups)) {
            return List.of();
        }
        return groups.stream()
                .filter(Map.class::isInstance)
                .map(group -> String.valueOf(((Map<?, ?>) group).get("id")))
                .toList();
    }

    private Optional<String> attribute(String name) {
        return Optional.ofNullable((String) credentials.attributes().get(name));
    }

    @Override
    public String toString() {
        return "Caller[" + userId().orElse("admin token") + "]";
    }
}
