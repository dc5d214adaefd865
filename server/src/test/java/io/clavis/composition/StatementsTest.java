package io.clavis.composition;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.StatementCount;
import io.clavis.db.TestDatabase;
import io.clavis.http.Operation;
import io.clavis.http.TestServer.Answer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * How many SQL statements an answer takes: as many with 100,000 users, projects, assignments and credentials as with
 * ten. Every GET that is declared is asked, so that none is forgotten; who adds one says in {@link Multitude} what its
 * path's variables stand for.
 */
class StatementsTest {
    private static final int MANY = 100_000;

    /** What is asked of a list beside the plain question, by path; names of specimens in braces. */
    private static final Map<String, List<String>> QUERIES = Map.ofEntries(
            Map.entry(
                    "/v3/users",
                    List.of(
                            "name=user7",
                            "name__contains=user",
                            "enabled=true",
                            "domain_id=default",
                            "limit=7",
                            "limit=7&marker=user5",
                            "password_expires_at=gt:2020-01-01T00:00:00Z")),
            Map.entry(
                    "/v3/groups",
                    List.of("name=group7", "name__istartswith=GROUP", "domain_id=default", "limit=7&marker=group5")),
            Map.entry(
                    "/v3/projects",
                    List.of(
                            "name=project7",
                            "enabled=true",
                            "domain_id=default",
                            "parent_id={project_id}",
                            "tags=tag",
                            "not-tags-any=tag",
                            "limit=7&marker=project5",
                            "is_domain=true")),
            Map.entry(
                    "/v3/projects/{project_id}",
                    List.of(
                            "subtree_as_list",
                            "subtree_as_ids",
                            "parents_as_list",
                            "parents_as_ids",
                            "include_limits")),
            Map.entry("/v3/domains", List.of("name=domain7", "enabled=true", "limit=7&marker=domain5")),
            Map.entry("/v3/roles", List.of("name=role7", "domain_id={domain_id}")),
            Map.entry("/v3/groups/{group_id}/users", List.of("name=user7", "enabled=true", "limit=7")),
            Map.entry("/v3/users/{user_id}/groups", List.of("name=group7")),
            Map.entry("/v3/users/{user_id}/projects", List.of("name=project6", "enabled=true")),
            Map.entry("/v3/credentials", List.of("type=cert", "user_id={user_id}")),
            Map.entry(
                    "/v3/limits",
                    List.of("service_id={service_id}", "resource_name=specimen", "project_id={project_id}")),
            Map.entry("/v3/registered_limits", List.of("service_id={service_id}", "resource_name=specimen")),
            Map.entry("/v3/endpoints", List.of("interface=public", "service_id={service_id}", "region_id={region_id}")),
            Map.entry("/v3/services", List.of("type=specimen", "name=specimen")),
            Map.entry("/v3/regions", List.of("parent_region_id={region_id}")),
            Map.entry("/v3/role_assignments", assignmentQueries()));

    private static List<String> assignmentQueries() {
        var queries = new ArrayList<String>();
        for (var which : List.of(
                "all",
                "user.id={user_id}",
                "group.id={small_group_id}",
                "role.id={role_id}",
                "scope.project.id={project_id}",
                "scope.project.id={project_id}&include_subtree",
                "scope.domain.id={domain_id}",
                "scope.system=all",
                "scope.OS-INHERIT:inherited_to=projects",
                "user.id={plain_user_id}")) {
            queries.add(which);
            // Expanded, a group is refused and the system never there; two others only narrow what the first one shows.
            var plain = List.of("group", "scope.system", "role", "scope.OS").stream()
                    .anyMatch(which::startsWith);
            queries.add(which + (plain ? "&include_names" : "&effective&include_names"));
        }
        return queries;
    }

    /** Lists that are never long: whether there is a role on the system, the tags of a project, the roles of a token. */
    private static final Set<String> SHORT = Set.of(
            "/v3/auth/system",
            "/v3/projects/{project_id}/tags",
            "/v3/users/{user_id}/OS-OAUTH1/access_tokens/{access_token_id}/roles");

    /** What refuses everybody, or shows what no database holds. */
    private static final Map<String, Integer> REFUSING = Map.ofEntries(
            Map.entry("/", 300),
            Map.entry("/v3/auth/tokens/OS-PKI/revoked", 403),
            Map.entry("/v3/OS-SIMPLE-CERT/ca", 410),
            Map.entry("/v3/OS-SIMPLE-CERT/certificates", 410),
            Map.entry("/v3/OS-OAUTH2/token", 405),
            Map.entry("/v3/OS-FEDERATION/identity_providers/{idp_id}/protocols/{protocol_id}/auth", 401),
            Map.entry("/v3/auth/OS-FEDERATION/websso/{protocol_id}", 401),
            Map.entry("/v3/auth/OS-FEDERATION/identity_providers/{idp_id}/protocols/{protocol_id}/websso", 400));

    private final StatementCount statements = new StatementCount(Set.of("revocation-reader", "change-follower"));
    private Cloud cloud;
    private String token;
    private Multitude multitude;
    private List<Operation> operations;

    @BeforeEach
    void start() {
        // What is remembered takes no statement, and hides how many there would be.
        cloud = Cloud.counted(TestDatabase.SQLITE, statements, Map.of("token.caching", "false"));
        token = cloud.admin();
        multitude = new Multitude(cloud, token);
        var configuration = cloud.configuration();
        try (var capabilities = Capabilities.open(configuration)) {
            operations = Keystone.operations(configuration, capabilities, Keystone.tokens(configuration, capabilities))
                    .all();
        }
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void noAnswerTakesMoreStatementsForMoreThings() {
        var few = counts(10);
        var lengthsOfFew = lengths();
        assertThat(differing(few, counts(1_000))).isEmpty();
        assertThat(thatDidNotGrow(lengthsOfFew, lengths())).isEqualTo(SHORT);
        assertThat(differing(few, counts(MANY))).isEmpty();
    }

    /** How many statements each question takes once there are so many of each thing. */
    private Map<String, Integer> counts(int size) {
        try (var database = cloud.database()) {
            multitude.grow(database, size);
        }
        var counts = new TreeMap<String, Integer>();
        var unexpected = new TreeMap<String, Integer>();
        for (var address : addresses()) {
            statements.reset();
            var status = cloud.client().status(token, filled(address), "X-Subject-Token", token);
            counts.put(address, statements.count());
            if (status != REFUSING.getOrDefault(address, 200) && status != 204) {
                unexpected.put(address, status);
            }
        }
        assertThat(unexpected).isEmpty();
        return counts;
    }

    private static Map<String, String> differing(Map<String, Integer> before, Map<String, Integer> after) {
        var differing = new TreeMap<String, String>();
        before.forEach((address, count) -> {
            if (!count.equals(after.get(address))) {
                differing.put(address, count + ", then " + after.get(address));
            }
        });
        return differing;
    }

    /** How long the lists are, without any filter. */
    private Map<String, Integer> lengths() {
        var lengths = new TreeMap<String, Integer>();
        for (var address : addresses()) {
            if (!address.contains("?")) {
                list(get(address)).ifPresent(list -> lengths.put(address, list.size()));
            }
        }
        return lengths;
    }

    private static Set<String> thatDidNotGrow(Map<String, Integer> before, Map<String, Integer> after) {
        var same = new TreeSet<String>();
        before.forEach((address, length) -> {
            if (after.getOrDefault(address, 0) <= length) {
                same.add(address);
            }
        });
        return same;
    }

    private static Optional<JsonNode> list(Answer answer) {
        var isJson = answer.header("Content-Type").orElse("").startsWith("application/json");
        return isJson ? answer.json().valueStream().filter(JsonNode::isArray).findFirst() : Optional.empty();
    }

    private Answer get(String address) {
        return cloud.client().send(token, "GET", filled(address), null, "X-Subject-Token", token);
    }

    private List<String> addresses() {
        var addresses = new ArrayList<String>();
        for (var operation : operations) {
            if (operation.method().equals("GET")) {
                addresses.add(operation.path());
                QUERIES.getOrDefault(operation.path(), List.of())
                        .forEach(query -> addresses.add(operation.path() + "?" + query));
            }
        }
        return addresses;
    }

    private String filled(String template) {
        var path = template;
        // A group of many must not hold many roles on what many are below.
        if (path.contains("/groups/{group_id}/roles")) {
            path = path.replace("{group_id}", "{small_group_id}");
        }
        if (path.startsWith("/v3/OS-INHERIT/projects/")) {
            path = path.replace("{project_id}", "{other_project_id}");
        }
        if (path.contains("OS-EC2")) {
            path = path.replace("{credential_id}", "{ec2_credential_id}");
        }
        var parts = Pattern.compile("\\{([^}]+)}").matcher(path);
        return parts.replaceAll(match -> multitude.id(match.group(1)));
    }

    @Test
    void everyUserIsOnOnePageOfMany() {
        try (var database = cloud.database()) {
            multitude.grow(database, MANY);
        }
        var seen = new HashSet<String>();
        var next = "/v3/users?limit=1000";
        int all = 0;
        while (!next.isEmpty()) {
            var page = cloud.client().get(token, next).expect(200);
            var ids = page.strings("/users", "id");
            all += ids.size();
            seen.addAll(ids);
            var link = page.at("/links/next");
            next = link.isString() ? link.asString().substring(link.asString().indexOf("/v3/")) : "";
        }
        assertThat(seen).hasSize(all);
        assertThat(all).isGreaterThan(MANY);
    }
}
