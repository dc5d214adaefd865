package io.clavis.oauth1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clavis.http.BadRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignedRequestTest {
    private static final String URL = "http://keystone.example:5000/v3/OS-OAUTH1/request_token";
    private static final TestConsumer CONSUMER = new TestConsumer("0123456789abcdef0123456789abcdef", "secret");
    private static final Instant NOW = Instant.now();

    /** A request as oauthlib signed it. */
    record Recorded(
            String method, String url, String consumerSecret, String tokenSecret, String authorization, String base) {}

    static List<Recorded> recorded() throws IOException {
        try (var file = SignedRequestTest.class.getResourceAsStream("signed-requests.tsv")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .map(part -> new Recorded(part[0], part[1], part[2], part[3], part[4], part[5]))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void whatOauthlibSignsIsAccepted(Recorded recorded) {
        var request = SignedRequest.of(recorded.method(), recorded.url(), recorded.authorization());
        assertThat(request.base()).isEqualTo(recorded.base());
        assertThat(request.isSignedWith(recorded.consumerSecret(), recorded.tokenSecret()))
                .isTrue();
        assertThat(request.isSignedWith(recorded.consumerSecret(), recorded.tokenSecret() + "x"))
                .isFalse();
        assertThat(request.isSignedWith(recorded.consumerSecret() + "x", recorded.tokenSecret()))
                .isFalse();
        assertThatCode(() -> request.requireForm(Instant.ofEpochSecond(1_700_000_600)))
                .doesNotThrowAnyException();
    }

    @Test
    void theBaseStringIsThatOfTheRfcsExample() {
        var request = SignedRequest.of(
                "POST",
                "http://example.com/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b&c2&a3=2+q",
                "OAuth realm=\"Example\", oauth_consumer_key=\"9djdj82h48djs9d2\", oauth_token=\"kkk9d7dh3k39sjv7\","
                        + " oauth_signature_method=\"HMAC-SHA1\", oauth_timestamp=\"137131201\","
                        + " oauth_nonce=\"7d8f3e4a\", oauth_signature=\"bYT5CMsGcbgUdFHObYMEfcx6bsw%3D\"");
        assertThat(request.base())
                .isEqualTo(
                        "POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D"
                                + "%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a"
                                + "%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201"
                                + "%26oauth_token%3Dkkk9d7dh3k39sjv7");
    }

    @Test
    void theSignaturesAreThoseOfTheRfcsExample() {
        var token = SignedRequest.of(
                "POST",
                "https://photos.example.net/token",
                "OAuth realm=\"Photos\", oauth_consumer_key=\"dpf43f3p2l4k3l03\", oauth_token=\"hh5s93j4hdidpola\","
                        + " oauth_signature_method=\"HMAC-SHA1\", oauth_timestamp=\"137131201\","
                        + " oauth_nonce=\"walatlh\", oauth_verifier=\"hfdp7dh39dks9884\","
                        + " oauth_signature=\"gKgrFCywp7rO0OXSjdot%2FIHF7IU%3D\"");
        assertThat(token.isSignedWith("kd94hf93k423kf44", "hdhd0244k9j7ao03")).isTrue();
        var photo = SignedRequest.of(
                "GET",
                "http://photos.example.net/photos?file=vacation.jpg&size=original",
                "OAuth realm=\"Photos\", oauth_consumer_key=\"dpf43f3p2l4k3l03\", oauth_token=\"nnch734d00sl2jdk\","
                        + " oauth_signature_method=\"HMAC-SHA1\", oauth_timestamp=\"137131202\","
                        + " oauth_nonce=\"chapoH\", oauth_signature=\"MdpQcU8iPSUjWoN%2FUDMsK2sui9I%3D\"");
        assertThat(photo.isSignedWith("kd94hf93k423kf44", "pfkkdhi9sl3r4s00")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP://EXAMPLE.COM:80/r%20v/X?id=123, http://example.com/r%20v/X",
        "https://www.example.net:8080/?q=1, https://www.example.net:8080/",
        "https://example.net:443, https://example.net/",
        "https://example.net:80/a b, https://example.net:80/a%20b",
        "http://me:pw@[::1]:80/x, http://[::1]/x",
    })
    void theAddressIsWrittenInOneForm(String url, String uri) {
        assertThat(SignatureBase.uri(url)).isEqualTo(uri);
    }

    @Test
    void aHeaderIsTakenApartAsHttpListsAre() {
        assertThat(AuthorizationHeader.parse("oAuth a=\"1, 2\",b=3 ,  c=\"\\\"q\\\\\", d=\"\", a=\"last\""))
                .containsExactly(
                        Map.entry("a", "last"), Map.entry("b", "3"), Map.entry("c", "\"q\\"), Map.entry("d", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic Zm9v", "OAuth", "OAuth foo", "OAuth foo=", "OAuth a=1,,b=2", "", "Bearer x=\"y\""})
    void anotherHeaderIsRefused(String header) {
        assertThatThrownBy(() -> SignedRequest.of("POST", URL, header)).isInstanceOf(BadRequest.class);
    }

    @Test
    void escapesAreReadAndBrokenOnesStandForThemselves() {
        assertThat(PercentEncoding.decode("%C3%A9%2B%zz%4")).isEqualTo("é+%zz%4");
        assertThat(PercentEncoding.encode("é ~-._*")).isEqualTo("%C3%A9%20~-._%2A");
        assertThatThrownBy(() -> SignedRequest.of("POST", URL + "?a=%zz", "OAuth a=\"b\""))
                .isInstanceOf(BadRequest.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonce||Missing mandatory OAuth parameters.",
                "signature_method|HMAC-MD5|Invalid signature, HMAC-MD5 not in ('HMAC-SHA1', 'HMAC-SHA256', 'HMAC-SHA512',"
                        + " 'RSA-SHA1', 'RSA-SHA256', 'RSA-SHA512', 'PLAINTEXT').",
                "version|2.0|Invalid OAuth version.",
                "timestamp|123|Invalid timestamp size",
                "timestamp|12345abcde|Timestamp must be an integer.",
                "timestamp|1000000000|Timestamp given is invalid, differ from allowed by over 600 seconds.",
                "consumer_key|xyz|Invalid client key format.",
                "nonce|XYZ|Invalid nonce format.",
            })
    void whatCannotBeSignedRightIsRefused(String name, String value, String description) {
        var header = CONSUMER.sign(URL, "", Map.of(name, value == null ? "" : value));
        var request = SignedRequest.of("POST", URL, header);
        assertThatThrownBy(() -> request.requireForm(NOW))
                .hasMessageEndingWith("detail message is: " + description + ".");
    }

    @Test
    void parametersOfTheProtocolStandInOnePlace() {
        var both = SignedRequest.of("POST", URL + "?oauth_x=1", CONSUMER.sign(URL, "", Map.of()));
        assertThatThrownBy(() -> both.requireForm(NOW)).hasMessageContaining("'AUTH_HEADER, QUERY'");
    }

    @Test
    void aSignatureIsForOneAddressOneMethodAndOneSetOfParameters() {
        var header = CONSUMER.sign(URL + "?a=1", "", Map.of());
        assertThat(SignedRequest.of("POST", URL + "?a=1", header).isSignedWith("secret", ""))
                .isTrue();
        assertThat(SignedRequest.of("POST", URL + "?a=2", header).isSignedWith("secret", ""))
                .isFalse();
        assertThat(SignedRequest.of("POST", URL, header).isSignedWith("secret", ""))
                .isFalse();
        assertThat(SignedRequest.of("GET", URL + "?a=1", header).isSignedWith("secret", ""))
                .isFalse();
        var rsa = SignedRequest.of("POST", URL, CONSUMER.sign(URL, "", Map.of("signature_method", "RSA-SHA1")));
        assertThat(rsa.isSignedWith("secret", "")).isFalse();
    }

    @Test
    void nothingSecretIsPrinted() {
        var request = SignedRequest.of("POST", URL, CONSUMER.sign(URL, "", Map.of("signature_method", "PLAINTEXT")));
        assertThat(request.toString()).doesNotContain("secret&").contains(URL);
        assertThat(new Granted("id", "hidden", null).toString()).doesNotContain("hidden");
        assertThat(new RequestToken("id", "hidden", null, null, "p", List.of(), "c", null).toString())
                .doesNotContain("hidden");
        assertThat(new AccessTokenStore.Secrets("hidden", "hidden").toString()).doesNotContain("hidden");
    }
}
