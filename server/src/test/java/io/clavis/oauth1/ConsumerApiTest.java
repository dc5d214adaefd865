package io.clavis.oauth1;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.Database;
import io.clavis.db.EveryDatabase;
import io.clavis.db.Tables;
import io.clavis.db.TestDatabase;
import io.clavis.http.Caller;
import io.clavis.http.TestServer;
import io.clavis.policy.Credentials;
import io.clavis.policy.Enforcer;
import io.clavis.policy.PolicySettings;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EveryDatabase
class ConsumerApiTest {
    private static final String ALL = "/v3/OS-OAUTH1/consumers";
    private final TestDatabase engine;
    private Database database;
    private Enforcer enforcer;
    private TestServer http;

    ConsumerApiTest(TestDatabase engine) {
        this.engine = engine;
    }

    @BeforeEach
    void start() {
        database = engine.fresh();
        enforcer = Enforcer.create(PolicySettings.defaults(), InstantSource.system());
        var consumers = new Consumers(database);
        http = TestServer.start(
                enforcer,
                Map.of(
                        "admin", caller(Credentials.builder().projectId("x").roles(List.of("admin"))),
                        "auditor",
                                caller(Credentials.builder().systemScope("all").roles(List.of("reader"))),
                        "member", caller(Credentials.builder().projectId("x").roles(List.of("member")))),
                api -> new ConsumerApi(
                                consumers,
                                (origin, id) -> database.write(origin, tx -> {
                                    consumers.delete(tx, id);
                                    return id;
                                }))
                        .declare(api));
    }

    private static Caller caller(Credentials.Builder credentials) {
        return new Caller("token", credentials.userId("user").build());
    }

    @AfterEach
    void stop() {
        http.close();
        enforcer.close();
        database.close();
    }

    private String create(String attributes) {
        return http.post("admin", ALL, "{'consumer': {" + attributes + "}}")
                .expect(201)
                .string("/consumer/id");
    }

    private void absent(TestServer.Answer answer) {
        assertThat(answer.expect(404).string("/error/message")).isEqualTo("Consumer not found");
    }

    @Test
    void theSecretIsMadeHereAndToldOnce() {
        var created = http.post(
                        "admin",
                        ALL,
                        "{'consumer': {'description': 'd', 'f-o:o': 'bar', 'secret': 'mine', 'id': 'abc'}}")
                .expect(201);
        var id = created.string("/consumer/id");
        var secret = created.string("/consumer/secret");
        assertThat(secret).matches("[0-9a-f]{32}").isNotEqualTo(id);
        var links = "'links': {'self': '" + http.url() + ALL + "/" + id + "'}}";
        assertThat(created.text())
                .isEqualToIgnoringWhitespace(("{'consumer': {'f_o_o': 'bar', 'id': '" + id
                                + "', 'description': 'd', 'secret': '" + secret + "', " + links + "}")
                        .replace('\'', '"'));
        var shown = "{'f_o_o': 'bar', 'id': '" + id + "', 'description': 'd', " + links;
        assertThat(http.get("auditor", ALL + "/" + id).expect(200).text())
                .isEqualToIgnoringWhitespace(("{'consumer': " + shown + "}").replace('\'', '"'));
        assertThat(http.get("auditor", ALL).expect(200).text()).contains(id).doesNotContain(secret);
        String stored = database.read(sql -> sql.fetchValue(Tables.CONSUMER.SECRET, Tables.CONSUMER.ID.eq(id)));
        assertThat(stored).isEqualTo(secret);
    }

    @Test
    void aConsumerNeedsNoAttributes() {
        var id = http.post("admin", ALL, "{}").expect(201).string("/consumer/id");
        assertThat(http.get("admin", ALL + "/" + id).at("/consumer/description").isNull())
                .isTrue();
    }

    @Test
    void aConsumerNeedsNoBodyButAShortDescription() {
        http.send("admin", "POST", ALL, null).expect(201);
        http.post("admin", ALL, "{'consumer': {'description': '" + "x".repeat(65) + "'}}")
                .expect(400);
    }

    @Test
    void aConsumerIsChangedButItsSecretIsNot() {
        var id = create("'description': 'd', 'foo': 'bar'");
        var path = ALL + "/" + id;
        var changed = http.patch("admin", path, "{'consumer': {'description': 'e', 'x-y': 1}}")
                .expect(200);
        assertThat(changed.string("/consumer/description")).isEqualTo("e");
        assertThat(changed.string("/consumer/foo")).isEqualTo("bar");
        assertThat(changed.at("/consumer/x_y").intValue()).isEqualTo(1);
        assertThat(changed.at("/consumer").has("secret")).isFalse();
        for (var wrong : List.of(
                "{}",
                "{'consumer': {}}",
                "{'consumer': {'secret': 'x'}}",
                "{'consumer': {'description': 5}}",
                "{'consumer': 'x'}",
                "{'consumer': {'id': 'other'}}")) {
            http.patch("admin", path, wrong).expect(400);
        }
        http.post("admin", ALL, "{'consumer': {'description': 5}}").expect(400);
        http.post("admin", ALL, "{'consumer': 'x'}").expect(400);
        assertThat(http.get("admin", path).text()).isEqualTo(changed.text());
    }

    @Test
    void aConsumerIsDeletedWithWhatItHolds() {
        var id = create("'description': 'd'");
        var other = create("");
        database.read(sql -> sql.insertInto(Tables.REQUEST_TOKEN)
                .set(Tables.REQUEST_TOKEN.ID, "r")
                .set(Tables.REQUEST_TOKEN.REQUEST_SECRET, "s")
                .set(Tables.REQUEST_TOKEN.REQUESTED_PROJECT_ID, "p")
                .set(Tables.REQUEST_TOKEN.CONSUMER_ID, id)
                .execute());
        http.delete("admin", ALL + "/" + id).expect(204);
        int requestTokens = database.read(sql -> sql.fetchCount(Tables.REQUEST_TOKEN));
        assertThat(requestTokens).isZero();
        absent(http.get("admin", ALL + "/" + id));
        absent(http.delete("admin", ALL + "/" + id));
        absent(http.patch("admin", ALL + "/" + id, "{'consumer': {'description': null}}"));
        assertThat(http.get("admin", ALL).strings("/consumers", "id")).containsExactly(other);
    }

    @Test
    void onlyAdministratorsChangeConsumers() {
        var path = ALL + "/" + create("'description': 'd'");
        for (var caller : List.of("auditor", "member")) {
            http.post(caller, ALL, "{'consumer': {}}").expect(403);
            http.patch(caller, path, "{'consumer': {'description': 'e'}}").expect(403);
            http.delete(caller, path).expect(403);
        }
        http.get("member", ALL).expect(403);
        http.get("member", path).expect(403);
        http.get(null, ALL).expect(401);
        http.get("auditor", path).expect(200);
    }
}
