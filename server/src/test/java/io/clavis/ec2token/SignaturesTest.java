package io.clavis.ec2token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clavis.http.BadRequest;
import io.clavis.http.Json;
import io.clavis.http.Unauthorized;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Signatures against those that keystoneclient and Keystone themselves compute. */
class SignaturesTest {
    private static final String SECRET = "966afbde20b84200ae4e62e09acf46b2";

    private record Sample(String name, String secret, ObjectNode request) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static List<Sample> samples(String file) {
        try (var resource = SignaturesTest.class.getResourceAsStream(file)) {
            return Json.parse(resource.readAllBytes())
                    .orElseThrow()
                    .valueStream()
                    .map(sample -> new Sample(
                            sample.path("name").asString(),
                            sample.path("secret").asString(),
                            (ObjectNode) sample.path("request")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Sample> ec2() {
        return samples("ec2-signatures.json");
    }

    static List<Sample> s3() {
        return samples("s3-signatures.json");
    }

    private static void checkEc2(String secret, ObjectNode request) {
        new Ec2Signature(secret).check(new SignedRequest(request));
    }

    // The parameters of a POST are not signed, so who overheard it could add a time that never passes.
    @Test
    void aTimeThatWasNotSignedMakesNoRequestLast() {
        var signed = ec2().stream()
                .filter(sample -> sample.name.equals("version 4 of a POST"))
                .findFirst()
                .orElseThrow()
                .request();
        var time = SignatureTime.of(new SignedRequest(signed));
        assertThat(time).contains(Instant.parse("2011-09-09T23:36:00Z"));
        ((ObjectNode) signed.path("params")).put("Timestamp", "2036-09-09T23:36:00Z");
        checkEc2(SECRET, signed);
        assertThat(SignatureTime.of(new SignedRequest(signed))).isEqualTo(time);
    }

    private static void checkS3(String secret, ObjectNode request) {
        new S3Signature(secret).check(new SignedRequest(request));
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) Json.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("ec2")
    void whatKeystoneclientSignsIsRight(Sample sample) {
        assertThatCode(() -> checkEc2(sample.secret, sample.request)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("ec2")
    void anotherSecretOrSignatureIsWrong(Sample sample) {
        assertThatThrownBy(() -> checkEc2(sample.secret + "x", sample.request)).isInstanceOf(Unauthorized.class);
        var forged = sample.request.deepCopy().put("signature", "x");
        assertThatThrownBy(() -> checkEc2(sample.secret, forged)).isInstanceOf(Unauthorized.class);
        var changed = sample.request.deepCopy();
        ((ObjectNode) changed.path("params"))
                .put("Action", "TerminateInstances")
                .put("Timestamp", "now");
        if (!sample.request.path("verb").asString().equals("POST")) {
            assertThatThrownBy(() -> checkEc2(sample.secret, changed)).isInstanceOf(Unauthorized.class);
        }
    }

    @ParameterizedTest
    @MethodSource("s3")
    void whatKeystoneComputesForS3IsRight(Sample sample) {
        assertThatCode(() -> checkS3(sample.secret, sample.request)).doesNotThrowAnyException();
        assertThatThrownBy(() -> checkS3(sample.secret + "x", sample.request)).isInstanceOf(Unauthorized.class);
        var forged = sample.request.deepCopy().put("signature", "");
        assertThatThrownBy(() -> checkS3(sample.secret, forged)).isInstanceOf(Unauthorized.class);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1:8773", "127.0.0.1:", "user@127.0.0.1:80"})
    void aSignatureWithoutThePortCountsToo(String host) {
        var sample = ec2().stream()
                .filter(one -> one.name.equals("version 2"))
                .findFirst()
                .orElseThrow();
        checkEc2(sample.secret, sample.request.deepCopy().put("host", host));
        assertThatThrownBy(
                        () -> checkEc2(sample.secret, sample.request.deepCopy().put("host", "127.0.0.2:8773")))
                .isInstanceOf(Unauthorized.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'signature':'x'}",
                "{'signature':'x','params':null}",
                "{'signature':'x','params':[]}",
                "{'signature':'x','params':{}}",
                "{'signature':5,'params':{'SignatureVersion':'0'}}",
                "{'signature':'x','params':{'SignatureVersion':'9'}}",
                "{'signature':'x','params':{'SignatureVersion':'0'}}",
                "{'signature':'x','params':{'SignatureVersion':'1','a':{}}}",
                "{'signature':'x','params':{'SignatureVersion':'1','a':1.5}}",
                "{'signature':'x','params':{'SignatureVersion':'2'}}",
                "{'signature':'x','params':{'SignatureVersion':'2'},'host':'[h:80','verb':'GET'}",
                "{'signature':'x','params':{'X-Amz-Algorithm':'AWS4-HMAC-SHA256'}}",
                "{'signature':'x','params':{'X-Amz-Algorithm':'AWS4-HMAC-SHA256'},'headers':{}}",
                "{'signature':'x','params':{},'headers':{'Authorization':'AWS3'}}",
                "{'signature':'x','params':{},'headers':{'Authorization':'AWS4-HMAC-SHA256'}}",
                "{'signature':'x','params':{},'headers':{'Authorization':'AWS4-HMAC-SHA256 Credential=a/b/c/d',"
                        + "'X-Amz-Date':'x'}}",
                "{'signature':'x','params':{},'headers':{'Authorization':'AWS4-HMAC-SHA256 Credential=a/b/c/d',"
                        + "'X-Amz-Date':'b'},'verb':'GET','path':'/'}",
            })
    void whatLacksWhatItsVersionNeedsIsABadRequest(String request) {
        assertThatThrownBy(() -> checkEc2(SECRET, json(request))).isInstanceOf(BadRequest.class);
    }

    @Test
    void noSignatureIsNone() {
        for (var request : new String[] {"{}", "{'signature':''}", "{'signature':null}"}) {
            assertThatThrownBy(() -> checkEc2(SECRET, json(request))).isInstanceOf(Unauthorized.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS4",
                "AWS4-HMAC-SHA256\na\n1/2/s3/aws4_request",
                "AWS4-HMAC-SHA256\na\n1/2/s3/aws4\nx",
                "AWS4-HMAC-SHA256\na\n1/2/ec2/aws4_request\nx",
                "AWS4-HMAC-SHA1\na\n1/2/s3/aws4_request\nx",
            })
    void aStringToSignOfAnotherFormIsRefused(String text) {
        var token = Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(
                        () -> checkS3(SECRET, Json.object().put("token", token).put("signature", "x")))
                .isInstanceOf(Unauthorized.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'signature':'x'}",
                "{'token':'YQ=='}",
                "{'token':5,'signature':'x'}",
                "{'token':'a','signature':'x'}"
            })
    void anS3RequestThatLacksSomethingIsABadRequest(String request) {
        assertThatThrownBy(() -> checkS3(SECRET, json(request))).isInstanceOf(BadRequest.class);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T10:00:00Z, 2026-11-22T10:00:00Z",
        "20261122T100000Z, 2026-11-22T10:00:00Z",
        "2026-11-22 10:00, 2026-11-22T10:00:00Z",
        "2026-11-22T10:00:00.25Z, 2026-11-22T10:00:00.25Z",
        "'2026-11-22T10:00:00,5Z', 2026-11-22T10:00:00.5Z",
        "2026-11-22T10:00:00+02:00, 2026-11-22T08:00:00Z",
        "2026-11-22T10:00:00-0230, 2026-11-22T12:30:00Z",
        "2026-1-2T10:00:00Z, 2026-01-02T10:00:00Z",
        "2026, 2026-01-01T00:00:00Z",
        "2026-11, 2026-11-01T00:00:00Z",
        "20261122, 2026-11-22T00:00:00Z",
    })
    void timesComeInManyForms(String text, Instant expected) {
        var request = Json.object();
        request.putObject("params").put("Timestamp", text);
        assertThat(SignatureTime.of(new SignedRequest(request))).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'params':{'Timestamp':'yesterday'}}",
                "{'params':{'Timestamp':5}}",
                "{'params':{'Timestamp':'2026-13-01T00:00:00Z'}}",
                "{'params':{'Timestamp':'2026-02-30'}}",
                "{'params':{'Timestamp':'2026-01-01T24:00:00Z'}}",
                "{'headers':{'X-Amz-Date':'x'}}",
                "{'params':{'Timestamp':'','X-Amz-Date':'x'}}",
            })
    void whatIsNoTimeIsRefused(String request) {
        assertThatThrownBy(() -> SignatureTime.of(new SignedRequest(json(request))))
                .isInstanceOf(Unauthorized.class);
    }

    @Test
    void aSignerMayLeaveTheTimeOff() {
        for (var request : new String[] {"{}", "{'params':{}}", "{'params':null,'headers':[]}"}) {
            assertThat(SignatureTime.of(new SignedRequest(json(request)))).isEmpty();
        }
    }

    @Test
    void nothingIsToldOfARequestInLogs() {
        JsonNode sample = ec2().getFirst().request;
        assertThat(new SignedRequest((ObjectNode) sample)).hasToString("SignedRequest[***]");
    }
}
