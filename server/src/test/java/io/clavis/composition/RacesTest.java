package io.clavis.composition;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.EveryDatabase;
import io.clavis.db.TestDatabase;
import io.clavis.http.TestClient;
import io.clavis.http.TestServer.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Writers at the same time, through two nodes on one database (one on SQLite): what they answer and leave must be what
 * one after the other could have answered and left. No answer is a defect, no update is lost, nothing refers to nothing.
 */
@EveryDatabase
class RacesTest {
    private static final int ROUNDS = 5;

    private final Cloud cloud;
    private final List<TestClient> nodes = new ArrayList<>();
    private final String token;
    private final AtomicInteger turn = new AtomicInteger();

    RacesTest(TestDatabase engine) {
        cloud = Cloud.start(engine);
        nodes.add(cloud.client());
        if (engine != TestDatabase.SQLITE) {
            nodes.add(cloud.node());
        }
        token = cloud.admin();
    }

    @AfterEach
    void nothingRefersToNothing() {
        try (cloud;
                var database = cloud.database()) {
            assertThat(References.dangling(database)).isEmpty();
        }
    }

    @Test
    void oneOfManyGetsAName() {
        for (int round = 0; round < ROUNDS; round++) {
            for (var kind : List.of("user", "group", "project", "domain", "role")) {
                var asked = request("POST", "/v3/" + kind + "s", "{'" + kind + "':{'name':'only" + round + "'}}");
                assertThat(statuses(together(asked, asked, asked, asked)))
                        .containsExactlyInAnyOrder(201, 409, 409, 409);
            }
        }
    }

    @Test
    void changesOfDifferentAttributesAreAllKept() {
        var service = create("service", "'type':'compute'");
        for (var kind : List.of("user", "group", "project", "domain", "role", "service", "region", "endpoint")) {
            var id = create(
                    kind,
                    switch (kind) {
                        case "service" -> "'type':'x'";
                        case "region" -> "'description':'x'";
                        case "endpoint" -> "'interface':'public','url':'http://x','service_id':'" + service + "'";
                        default -> "'name':'patched'";
                    });
            var path = "/v3/" + kind + "s/" + id;
            for (int round = 0; round < ROUNDS; round++) {
                int now = round;
                var changes = List.of("one", "two", "three", "four").stream()
                        .map(name -> request("PATCH", path, "{'" + kind + "':{'" + name + "':'" + now + "'}}"))
                        .toList();
                assertThat(statuses(together(changes))).containsOnly(200);
                var after = nodes.getLast().get(token, path).expect(200).at("/" + kind);
                assertThat(List.of("one", "two", "three", "four"))
                        .as(kind)
                        .allMatch(name -> after.path(name).asString("").equals(Integer.toString(now)));
            }
        }
    }

    @Test
    void tagsAreAllKept() {
        var project = create("project", "'name':'tagged'");
        for (int round = 0; round < ROUNDS; round++) {
            var base = "/v3/projects/" + project + "/tags/" + round;
            assertThat(statuses(together(
                            request("PUT", base + "a"), request("PUT", base + "b"), request("PUT", base + "c"))))
                    .containsOnly(201);
        }
        assertThat(cloud.client()
                        .get(token, "/v3/projects/" + project + "/tags")
                        .at("/tags"))
                .hasSize(3 * ROUNDS);
    }

    @Test
    void nothingIsLeftToWhatIsDeleted() {
        for (int round = 0; round < ROUNDS; round++) {
            for (var victim : List.of("user", "group", "project", "role")) {
                var user = create("user", "'name':'user" + victim + round + "'");
                var group = create("group", "'name':'group" + victim + round + "'");
                var project = create("project", "'name':'project" + victim + round + "'");
                var role = create("role", "'name':'role" + victim + round + "'");
                var other = create("role", "'name':'other" + victim + round + "'");
                var id = switch (victim) {
                    case "user" -> user;
                    case "group" -> group;
                    case "project" -> project;
                    default -> role;
                };
                var answers = together(
                        request("PUT", "/v3/projects/" + project + "/users/" + user + "/roles/" + role),
                        request("PUT", "/v3/projects/" + project + "/groups/" + group + "/roles/" + role),
                        request("DELETE", "/v3/" + victim + "s/" + id),
                        request("PUT", "/v3/system/users/" + user + "/roles/" + role),
                        request("PUT", "/v3/groups/" + group + "/users/" + user),
                        request("PUT", "/v3/roles/" + other + "/implies/" + role),
                        request(
                                "POST",
                                "/v3/users/" + user + "/credentials/OS-EC2",
                                "{'tenant_id':'" + project + "'}"));
                assertThat(statuses(answers)).allMatch(status -> status < 300 || status == 404);
            }
        }
    }

    @Test
    void nothingIsLeftOfAProject() {
        var service = create("service", "'type':'compute'");
        var endpoint = create("endpoint", "'interface':'public','url':'http://x','service_id':'" + service + "'");
        var filter = cloud.client()
                .post(
                        token,
                        "/v3/OS-EP-FILTER/endpoint_groups",
                        "{'endpoint_group':{'name':'x','filters':{'interface':'public'}}}")
                .expect(201)
                .string("/endpoint_group/id");
        cloud.client()
                .post(
                        token,
                        "/v3/registered_limits",
                        "{'registered_limits':[{'service_id':'" + service
                                + "','resource_name':'x','default_limit':10}]}")
                .expect(201);
        for (int round = 0; round < ROUNDS; round++) {
            var project = create("project", "'name':'project" + round + "'");
            var answers = together(
                    request(
                            "POST",
                            "/v3/limits",
                            "{'limits':[{'service_id':'" + service + "','project_id':'" + project
                                    + "','resource_name':'x','resource_limit':5}]}"),
                    request("PUT", "/v3/OS-EP-FILTER/projects/" + project + "/endpoints/" + endpoint),
                    request("DELETE", "/v3/projects/" + project),
                    request("PUT", "/v3/OS-EP-FILTER/endpoint_groups/" + filter + "/projects/" + project),
                    request(
                            "POST",
                            "/v3/projects",
                            "{'project':{'name':'child" + round + "','parent_id':'" + project + "'}}"),
                    request("PATCH", "/v3/projects/" + project, "{'project':{'x':'y'}}"));
            assertThat(statuses(answers)).allMatch(status -> status < 500);
        }
    }

    @Test
    void nothingIsLeftInADomain() {
        for (int round = 0; round < ROUNDS; round++) {
            var domain = create("domain", "'name':'domain" + round + "'");
            var inside = ",'domain_id':'" + domain + "'}}";
            cloud.client()
                    .post(token, "/v3/users", "{'user':{'name':'first'" + inside)
                    .expect(201);
            cloud.client()
                    .post(token, "/v3/projects", "{'project':{'name':'first'" + inside)
                    .expect(201);
            cloud.client()
                    .patch(token, "/v3/domains/" + domain, "{'domain':{'enabled':false}}")
                    .expect(200);
            var role = create("role", "'name':'role" + round + "'");
            var user = create("user", "'name':'user" + round + "'");
            var answers = together(
                    request("POST", "/v3/users", "{'user':{'name':'x'" + inside),
                    request("POST", "/v3/groups", "{'group':{'name':'x'" + inside),
                    request("DELETE", "/v3/domains/" + domain),
                    request("POST", "/v3/projects", "{'project':{'name':'x'" + inside),
                    request("PUT", "/v3/domains/" + domain + "/config", "{'config':{'identity':{'driver':'sql'}}}"),
                    request("PUT", "/v3/domains/" + domain + "/users/" + user + "/roles/" + role));
            assertThat(statuses(answers)).allMatch(status -> status < 500);
            assertThat(answers.get(2).status()).isEqualTo(204);
        }
    }

    @Test
    void nothingIsLeftInTheCatalog() {
        var policy = cloud.client()
                .post(token, "/v3/policies", "{'policy':{'type':'x','blob':'{}'}}")
                .expect(201)
                .string("/policy/id");
        for (int round = 0; round < ROUNDS; round++) {
            var service = create("service", "'type':'compute'");
            var region = create("region", "'description':'x'");
            var endpoint = create("endpoint", "'interface':'public','url':'http://x','service_id':'" + service + "'");
            var of = "/v3/policies/" + policy + "/OS-ENDPOINT-POLICY";
            var answers = together(
                    request(
                            "POST",
                            "/v3/endpoints",
                            "{'endpoint':{'interface':'admin','url':'http://x','service_id':'" + service
                                    + "','region_id':'" + region + "'}}"),
                    request("DELETE", "/v3/services/" + service),
                    request("DELETE", "/v3/regions/" + region),
                    request("POST", "/v3/regions", "{'region':{'parent_region_id':'" + region + "'}}"),
                    request("PUT", of + "/endpoints/" + endpoint),
                    request("PUT", of + "/services/" + service + "/regions/" + region));
            assertThat(statuses(answers)).allMatch(status -> status < 500);
        }
    }

    @Test
    void onePasswordIsTheNewOne() {
        var user = create("user", "'name':'ann','password':'old'");
        var before = "old";
        for (int round = 0; round < ROUNDS; round++) {
            var path = "/v3/users/" + user + "/password";
            var wanted = List.of("a" + round, "b" + round, "c" + round);
            var original = before;
            var answers = together(wanted.stream()
                    .map(password -> request(
                            "POST",
                            path,
                            "{'user':{'original_password':'" + original + "','password':'" + password + "'}}"))
                    .toList());
            assertThat(statuses(answers)).containsExactlyInAnyOrder(204, 401, 401);
            before = wanted.get(statuses(answers).indexOf(204));
            assertThat(cloud.authenticate("ann", before, null).status()).isEqualTo(201);
        }
    }

    @Test
    void nothingIsDelegatedOfWhatIsDeleted() {
        for (int round = 0; round < ROUNDS; round++) {
            var project = create("project", "'name':'project" + round + "'");
            var user = create("user", "'name':'ann" + round + "','password':'secret'");
            var role = create("role", "'name':'role" + round + "'");
            var kept = create("role", "'name':'kept" + round + "'");
            for (var held : List.of(role, kept)) {
                cloud.client()
                        .put(token, "/v3/projects/" + project + "/users/" + user + "/roles/" + held)
                        .expect(204);
            }
            var own = cloud.token("ann" + round, "secret", "{'project':{'id':'" + project + "'}}");
            var gone = List.of("/v3/roles/" + role, "/v3/users/" + user, "/v3/projects/" + project)
                    .get(round % 3);
            Function<String, Function<TestClient, Answer>> delegation = name -> client -> client.post(
                    own,
                    "/v3/users/" + user + "/application_credentials",
                    "{'application_credential':{'name':'" + name
                            + "','access_rules':[{'path':'/x','method':'GET','service':'compute'}]}}");
            var answers = together(List.of(
                    delegation.apply("a"), request("DELETE", gone), delegation.apply("b"), delegation.apply("b")));
            assertThat(statuses(answers)).allMatch(status -> status < 500);
        }
    }

    private Function<TestClient, Answer> request(String method, String path) {
        return request(method, path, null);
    }

    private Function<TestClient, Answer> request(String method, String path, String body) {
        return client -> client.send(token, method, path, body);
    }

    private String create(String kind, String attributes) {
        return cloud.client()
                .post(token, "/v3/" + kind + "s", "{'" + kind + "':{" + attributes + "}}")
                .expect(201)
                .string("/" + kind + "/id");
    }

    private static List<Integer> statuses(List<Answer> answers) {
        return answers.stream().map(Answer::status).toList();
    }

    @SafeVarargs
    private List<Answer> together(Function<TestClient, Answer>... requests) {
        return together(List.of(requests));
    }

    /** Sends all at the same moment, to the nodes in turn; fails where one is answered with a defect. */
    private List<Answer> together(List<Function<TestClient, Answer>> requests) {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<Answer>>();
            for (var request : requests) {
                var node = nodes.get(turn.getAndIncrement() % nodes.size());
                running.add(threads.submit(() -> {
                    start.await();
                    return request.apply(node);
                }));
            }
            start.countDown();
            var answers = new ArrayList<Answer>();
            for (var answer : running) {
                answers.add(answer.get());
            }
            assertThat(answers).allMatch(answer -> answer.status() < 500);
            return answers;
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
