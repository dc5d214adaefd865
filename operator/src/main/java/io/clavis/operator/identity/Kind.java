package io.clavis.operator.identity;

/**
 * A kind of things in Keystone.
 *
 * @param path of all of them
 * @param member what one is called in JSON
 * @param members what several are called in JSON
 */
public record Kind(String path, String member, String members) {
    /** Services of the catalog. */
    public static final Kind SERVICES = new Kind("/services", "service", "services");

    /** Endpoints of services. */
    public static final Kind ENDPOINTS = new Kind("/endpoints", "endpoint", "endpoints");

    /** Users. */
    public static final Kind USERS = new Kind("/users", "user", "users");

    /** Projects. */
    public static final Kind PROJECTS = new Kind("/projects", "project", "projects");

    /** Domains. */
    public static final Kind DOMAINS = new Kind("/domains", "domain", "domains");

    /** Roles. */
    public static final Kind ROLES = new Kind("/roles", "role", "roles");

    /** Groups. */
    public static final Kind GROUPS = new Kind("/groups", "group", "groups");

    /** Identity providers, which are made under an id of one's own. */
    public static final Kind IDENTITY_PROVIDERS =
            new Kind("/OS-FEDERATION/identity_providers", "identity_provider", "identity_providers");

    /** Mappings of federated users, which are made under an id of one's own. */
    public static final Kind MAPPINGS = new Kind("/OS-FEDERATION/mappings", "mapping", "mappings");

    /** The protocols of an identity provider, which are made under an id of one's own. */
    public static Kind protocols(String identityProvider) {
        return new Kind(IDENTITY_PROVIDERS.one(identityProvider) + "/protocols", "protocol", "protocols");
    }

    /** The application credentials of a user. */
    public static Kind applicationCredentials(String user) {
        return new Kind(
                USERS.one(user) + "/application_credentials", "application_credential", "application_credentials");
    }

    /** The path of one. */
    String one(String id) {
        return path + "/" + PathSegment.of(id);
    }
}
