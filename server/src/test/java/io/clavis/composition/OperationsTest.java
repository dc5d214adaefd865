package io.clavis.composition;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.TestDatabase;
import io.clavis.http.Json;
import io.clavis.http.Operation;
import io.clavis.policy.Enforcer;
import io.clavis.policy.PolicySettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The declarations as a whole, against upstream's lists of rules, relations and operations. */
class OperationsTest {
    private static Cloud cloud;
    private static Enforcer enforcer;
    private static List<Operation> operations;

    @BeforeAll
    static void start() {
        cloud = Cloud.start(TestDatabase.SQLITE);
        enforcer = Enforcer.create(PolicySettings.defaults(), InstantSource.system());
        var configuration = cloud.configuration();
        try (var capabilities = Capabilities.open(configuration)) {
            operations = Keystone.operations(configuration, capabilities, Keystone.tokens(configuration, capabilities))
                    .all();
        }
    }

    @AfterAll
    static void stop() {
        cloud.close();
        enforcer.close();
    }

    @Test
    void everyRuleIsOneOfUpstreams() {
        assertThat(operations)
                .allSatisfy(operation -> assertThat(operation.access().rules()).allMatch(enforcer::known));
    }

    /** Who adds an operation takes its rule off the list. */
    @Test
    void theRulesWithoutAnOperationAreListed() {
        var without = new TreeSet<>(enforcer.ruleNames());
        without.removeIf(rule -> !rule.startsWith("identity:"));
        operations.forEach(operation -> without.removeAll(operation.access().rules()));
        assertThat(without)
                .containsExactlyElementsOf(
                        resource("rules-without-operation.txt").lines().toList());
    }

    @Test
    void jsonHomeSaysWhatUpstreamSays() {
        var ours = cloud.client()
                .send(null, "GET", "/v3", null, "Accept", "application/json-home")
                .expect(200)
                .json()
                .path("resources");
        var theirs = Json.parse(resource("json-home.json").getBytes(StandardCharsets.UTF_8))
                .orElseThrow()
                .path("resources");
        assertThat(ours.size()).isGreaterThan(30);
        ours.properties().forEach(relation -> {
            assertThat(relation.getValue()).as(relation.getKey()).isEqualTo(theirs.path(relation.getKey()));
        });
    }

    @Test
    void everyPathOfUpstreamHasItsRelation() {
        var named = new HashSet<String>();
        operations.forEach(operation ->
                operation.relations().forEach(relation -> named.add(operation.path() + " " + relation.uri())));
        var paths = new TreeSet<String>();
        operations.forEach(operation -> paths.add(operation.path()));
        var missing = new ArrayList<String>();
        Json.parse(resource("json-home.json").getBytes(StandardCharsets.UTF_8))
                .orElseThrow()
                .path("resources")
                .properties()
                .forEach(relation -> {
                    var path = "/v3" + path(relation.getValue());
                    if (paths.contains(path) && !named.contains(path + " " + relation.getKey())) {
                        missing.add(path + " " + relation.getKey());
                    }
                });
        assertThat(missing).isEmpty();
    }

    private static String path(JsonNode resource) {
        return resource.path("href").asString(resource.path("href-template").asString(""));
    }

    @Test
    void successIsWhatItIsUpstream() {
        var expected = new HashMap<String, Integer>();
        resource("api.tsv").lines().skip(1).map(line -> line.split("\t")).forEach(row -> {
            // Some have more than one; the first is the usual.
            var status = row[2].split("[ /]")[0];
            expected.put(row[0] + " " + row[1], Integer.valueOf(status));
        });
        var compared = 0;
        for (var operation : operations) {
            var status = expected.get(operation.method() + " " + operation.path());
            if (status != null) {
                compared++;
                assertThat(operation.success())
                        .as(operation.method() + " " + operation.path())
                        .isEqualTo(status);
            }
        }
        assertThat(compared).isGreaterThan(100);
    }

    @Test
    void nobodyGetsAnAnswerFromAnOperationThatIsNotOpen() {
        for (var operation : operations) {
            if (operation.access().rules().isEmpty()) {
                continue;
            }
            for (var token : new String[] {null, "gAAAAABinvalid"}) {
                var status = cloud.client()
                        .send(token, operation.method(), address(operation), body(operation))
                        .status();
                assertThat(status)
                        .as(operation.method() + " " + operation.path())
                        .isIn(400, 401);
            }
        }
    }

    @Test
    void senselessRequestsOfAnAdministratorAreNeverDefects() {
        var admin = cloud.admin();
        var queries = List.of(
                "",
                "?limit=-1",
                "?limit=x&marker=y",
                "?sort_key=password&enabled=perhaps",
                "?name=%00&tags=%00",
                "?marker=%00&id=%00");
        for (var operation : operations) {
            for (var query : queries) {
                for (var body : new String[] {null, "{}", "{'user':[]}", "{'user':{'name':5}}", "{'x':'\\u0000'}"}) {
                    var sent = operation.method().equals("GET") ? null : body;
                    var answer = cloud.client().send(admin, operation.method(), address(operation) + query, sent);
                    assertThat(answer.status())
                            .as(operation.method() + " " + operation.path() + query + " " + sent + ": " + answer.text())
                            .isLessThan(500);
                    if (operation.method().equals("GET")) {
                        break;
                    }
                }
            }
        }
    }

    private static String address(Operation operation) {
        return operation.path().replaceAll("\\{[^}]+}", "none");
    }

    private static String body(Operation operation) {
        return switch (operation.method()) {
            case "POST", "PATCH" -> "{}";
            default -> null;
        };
    }

    private static String resource(String name) {
        try (var file = OperationsTest.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
