package io.clavis.composition;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.EveryDatabase;
import io.clavis.db.TestDatabase;
import io.clavis.http.Json;
import io.clavis.http.TestClient;
import io.clavis.http.TestServer.Answer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Passcodes and receipts in the whole service: ada must show a password and a passcode. */
@EveryDatabase
class MultiFactorTest {
    private static final String RECEIPT = "Openstack-Auth-Receipt";
    private static final String SEED = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    private static final byte[] KEY = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
    private final Cloud cloud;
    private final TestClient http;
    private final String admin;
    private final String ada;

    // So many windows that no test depends on when a window ends.
    MultiFactorTest(TestDatabase database) {
        cloud = Cloud.start(
                database,
                Map.of(
                        "auth.methods",
                        "password,token,mapped,application_credential,totp",
                        "totp.included_previous_windows",
                        "10",
                        "security_compliance.require_mfa_for_sensitive_account_actions",
                        "true"));
        http = cloud.client();
        admin = cloud.admin();
        ada = user("ada", "[['password','totp'],['password','elsewhere','token'],['mapped','totp']]");
        http.post(
                        admin,
                        "/v3/credentials",
                        "{'credential':{'type':'totp','blob':'" + SEED + "','user_id':'" + ada + "'}}")
                .expect(201);
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    private String user(String name, String rules) {
        return cloud.create(
                "/v3/users",
                "user",
                "'name':'" + name + "','password':'secret','options':{'multi_factor_auth_rules':" + rules + "}");
    }

    /** The passcode of some windows ago. */
    private static String passcode(int windows) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(KEY, "HmacSHA1"));
            var window = Instant.now().minus(Duration.ofSeconds(30L * windows)).getEpochSecond() / 30;
            var hash = mac.doFinal(ByteBuffer.allocate(8).putLong(window).array());
            var number = ByteBuffer.wrap(hash).getInt(hash[19] & 15) & Integer.MAX_VALUE;
            return "%06d".formatted(number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String password(String user) {
        return "'password':{'user':{'id':'" + user + "','password':'secret'}}";
    }

    private String totp(String passcode) {
        return "'totp':{'user':{'id':'" + ada + "','passcode':'" + passcode + "'}}";
    }

    private Answer authenticate(TestClient node, String methods, String content, String... headers) {
        return node.send(
                null,
                "POST",
                "/v3/auth/tokens",
                "{'auth':{'identity':{'methods':[" + methods + "]," + content + "}}}",
                headers);
    }

    private Answer authenticate(String methods, String content, String... headers) {
        return authenticate(http, methods, content, headers);
    }

    private String receipt() {
        return authenticate("'password'", password(ada))
                .expect(401)
                .header(RECEIPT)
                .orElseThrow();
    }

    private static void assertWithoutReceipt(Answer answer) {
        answer.expect(401);
        assertThat(answer.header(RECEIPT)).isEmpty();
        assertThat(answer.at("/receipt").isMissingNode()).isTrue();
    }

    @Test
    void halfOfWhatIsNeededEarnsAReceipt() {
        var answer = authenticate("'password'", password(ada)).expect(401);
        assertThat(answer.header("WWW-Authenticate")).isEmpty();
        assertThat(answer.at("/receipt/methods").toString()).isEqualTo("[\"password\"]");
        assertThat(answer.at("/receipt/user").toString())
                .isEqualTo("{\"id\":\"" + ada
                        + "\",\"name\":\"ada\",\"domain\":{\"id\":\"default\",\"name\":\"Default\"}}");
        assertThat(Duration.between(
                        Instant.parse(answer.string("/receipt/issued_at")),
                        Instant.parse(answer.string("/receipt/expires_at"))))
                .isBetween(Duration.ofSeconds(300), Duration.ofSeconds(301));
        assertThat(answer.string("/receipt/issued_at")).endsWith(".000000Z");
        assertThat(answer.at("/required_auth_methods"))
                .isEqualTo(Json.parse(
                                "[[\"password\",\"totp\"],[\"password\",\"token\"]]".getBytes(StandardCharsets.UTF_8))
                        .orElseThrow());
    }

    @Test
    void theReceiptAndTheRestMakeAToken() {
        var receipt = receipt();
        var answer = authenticate(cloud.node(), "'totp'", totp(passcode(0)), RECEIPT, receipt)
                .expect(201);
        assertThat(answer.at("/token/methods").valueStream().map(method -> method.asString()))
                .containsExactlyInAnyOrder("password", "totp");
        var token = answer.header("X-Subject-Token").orElseThrow();
        var shown = cloud.node()
                .send(admin, "GET", "/v3/auth/tokens", null, "X-Subject-Token", token)
                .expect(200);
        assertThat(shown.at("/token/methods")).hasSize(2);
    }

    @Test
    void bothAtOnceNeedNoReceipt() {
        authenticate("'password','totp'", password(ada) + "," + totp(passcode(0)))
                .expect(201);
        authenticate("'password','totp'", password(ada) + "," + totp(passcode(10)))
                .expect(201);
    }

    @Test
    void aPasscodeIsGoodForOneTimeOnEveryNode() {
        var both = password(ada) + "," + totp(passcode(1));
        authenticate("'password','totp'", both).expect(201);
        assertWithoutReceipt(authenticate("'password','totp'", both));
        assertWithoutReceipt(authenticate(cloud.node(), "'password','totp'", both));
        authenticate("'totp'", totp(passcode(2))).expect(401).header(RECEIPT).orElseThrow();
        assertWithoutReceipt(authenticate("'totp'", totp(passcode(2))));
    }

    @Test
    void aReceiptIsGoodForOneTokenOnEveryNode() {
        var receipt = receipt();
        authenticate("'totp'", totp(passcode(0)), RECEIPT, receipt).expect(201);
        assertThat(authenticate("'totp'", totp(passcode(1)), RECEIPT, receipt)
                        .expect(401)
                        .string("/error/message"))
                .isEqualTo("Could not find auth receipt: " + receipt + ".");
        assertWithoutReceipt(authenticate(cloud.node(), "'totp'", totp(passcode(2)), RECEIPT, receipt));
    }

    @Test
    void aReceiptIsOfNoUseToAnybodyElse() {
        var eve = user("eve", "[['password','totp']]");
        assertWithoutReceipt(authenticate("'password'", password(eve), RECEIPT, receipt()));
        var bob = user("bob", "[]");
        assertWithoutReceipt(authenticate("'password'", password(bob), RECEIPT, receipt()));
        assertWithoutReceipt(authenticate("'password'", password(bob), RECEIPT, "forged"));
        authenticate("'password'", password(bob), RECEIPT, "").expect(201);
        authenticate("'password'", password(ada), RECEIPT, receipt())
                .expect(401)
                .header(RECEIPT)
                .orElseThrow();
    }

    @Test
    void whatIsWrongEarnsNothing() {
        assertWithoutReceipt(authenticate("'totp'", totp("000000x"), RECEIPT, receipt()));
        assertWithoutReceipt(authenticate("'totp'", totp(passcode(13)), RECEIPT, receipt()));
        assertWithoutReceipt(authenticate("'password'", "'password':{'user':{'id':'" + ada + "','password':'wrong'}}"));
        assertWithoutReceipt(authenticate("'totp'", "'totp':{'user':{'id':'" + ada + "'}}"));
        assertWithoutReceipt(authenticate(
                "'totp'", "'totp':{'user':{'id':'" + ada + "','passcode':" + Long.parseLong(passcode(0)) + ".0}}"));
        assertWithoutReceipt(authenticate("'totp'", "'totp':{'user':{'id':'nobody','passcode':'123456'}}"));
        http.patch(admin, "/v3/users/" + ada, "{'user':{'enabled':false}}").expect(200);
        assertWithoutReceipt(authenticate("'totp'", totp(passcode(0))));
    }

    @Test
    void requestsThatNameNobodyAreBad() {
        assertThat(authenticate("'totp'", "'totp':{}").expect(400).string("/error/message"))
                .startsWith("Expecting to find user in None.");
        assertThat(authenticate("'totp'", "'totp':{'user':{'passcode':'1'}}")
                        .expect(400)
                        .string("/error/message"))
                .startsWith("Expecting to find id or name in user.");
        assertThat(authenticate("'totp'", "'totp':{'user':{'name':'ada','passcode':'1'}}")
                        .expect(400)
                        .string("/error/message"))
                .startsWith("Expecting to find domain in user.");
        assertThat(authenticate("'totp'", "'x':{}").expect(400).string("/error/message"))
                .startsWith("Expecting to find totp in identity.");
    }

    @Test
    void aRuleNobodyCanCompleteNamesNothing() {
        var cy = user("cy", "[['mapped','totp']]");
        var answer = authenticate("'password'", password(cy)).expect(401);
        assertThat(answer.header(RECEIPT)).isPresent();
        assertThat(answer.at("/required_auth_methods")).isEmpty();
    }

    @Test
    void sensitiveActionsTakeAFreshPasscode() {
        var token = authenticate("'password','totp'", password(ada) + "," + totp(passcode(0)))
                .expect(201)
                .header("X-Subject-Token")
                .orElseThrow();
        var path = "/v3/users/" + ada + "/password";
        var change = "{'user':{'original_password':'secret','password':'changed'}}";
        http.post(token, path, change).expect(403);
        http.send(token, "POST", path, change, "OpenStack-MFA-Passcode", passcode(0))
                .expect(403);
        http.send(token, "POST", path, change, "OpenStack-MFA-Passcode", passcode(1))
                .expect(204);
    }
}
