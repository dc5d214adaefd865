package io.clavis.operator.registration;

import io.clavis.operator.identity.Identity;
import io.clavis.operator.identity.Kind;
import io.clavis.operator.identity.Login;
import java.util.Map;
import java.util.Optional;

/**
 * Where the users of services live: project {@code service} of the domain that bootstrap makes. All services share it,
 * so that it stays where it is made.
 */
record ServiceProject(String domain, String id) {
    /** The name of the project. */
    static final String NAME = "service";

    /** The project, which is made where it is missing. */
    static ServiceProject of(Identity administrator) {
        var domain = domain(administrator);
        var found = administrator.findOne(Kind.PROJECTS, Map.of("name", NAME, "domain_id", domain));
        var project = found.orElseGet(() -> administrator.create(
                Kind.PROJECTS,
                Identity.object().put("name", NAME).put("domain_id", domain).put("description", "Users of services")));
        return new ServiceProject(domain, project.path("id").asText());
    }

    /** The id of a user of the domain. */
    static Optional<String> user(Identity administrator, String name) {
        return administrator
                .findOne(Kind.USERS, Map.of("name", name, "domain_id", domain(administrator)))
                .map(user -> user.path("id").asText());
    }

    private static String domain(Identity administrator) {
        return administrator
                .one(Kind.DOMAINS, Map.of("name", Login.DOMAIN))
                .path("id")
                .asText();
    }
}
