package io.clavis.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clavis.db.EveryDatabase;
import io.clavis.db.TestDatabase;
import io.clavis.http.BadRequest;
import io.clavis.http.Unauthorized;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Single sign-on by the browser. */
@EveryDatabase
class WebSsoTest {
    private static final String ORIGIN = "?origin=https%3A%2F%2Fdashboard.test%2Fauth%2Fwebsso%2F";
    private static final String[] BOB = {
        "X-Assertion-USER", "bob", "X-Assertion-OIDC-iss", "https://acme.test",
    };
    private final FederatedCloud fed;

    WebSsoTest(TestDatabase engine) {
        fed = new FederatedCloud(engine);
    }

    @AfterEach
    void close() {
        fed.close();
    }

    @Test
    void theDashboardGetsTheTokenByThePage() {
        for (var path : List.of(
                "/v3/auth/OS-FEDERATION/websso/mapped",
                "/v3/auth/OS-FEDERATION/identity_providers/acme/protocols/mapped/websso")) {
            for (var answer : List.of(fed.get(null, path + ORIGIN, BOB), fed.post(path + ORIGIN, null, BOB))) {
                var page = answer.expect(200);
                assertThat(page.header("Content-Type")).hasValue("text/html");
                assertThat(page.header("Cache-Control")).hasValue("no-store");
                var text = page.text();
                assertThat(text)
                        .startsWith("<https://dashboard.test/auth/websso/> <gAAAA")
                        .endsWith("> $ $other");
                var token = text.substring(text.indexOf("<gAAAA") + 1, text.lastIndexOf('>'));
                fed.validate(token).expect(200);
            }
        }
    }

    @Test
    void onlyTrustedDashboardsAndKnownProvidersCount() {
        var any = "/v3/auth/OS-FEDERATION/websso/";
        var of = "/v3/auth/OS-FEDERATION/identity_providers/acme/protocols/mapped/websso";
        fed.get(null, any + "mapped" + ORIGIN).expect(401);
        fed.get(null, any + "other" + ORIGIN, BOB).expect(401);
        fed.get(null, any + "mapped?origin=https://evil.test/", BOB).expect(401);
        assertThat(fed.get(null, any + "mapped", BOB).expect(400).string("/error/message"))
                .isEqualTo("Request must have an origin query parameter");
        assertThat(fed.get(null, any + "mapped" + ORIGIN, "X-Assertion-OIDC-iss", "unknown")
                        .expect(404)
                        .string("/error/message"))
                .isEqualTo("Could not find Identity Provider: unknown.");
        fed.get(null, of).expect(400);
        fed.get(null, of + "?origin=https://evil.test/", BOB).expect(401);
        fed.get(null, of + ORIGIN).expect(401);
    }

    @Test
    void nothingInTheAddressBecomesMarkup() throws IOException {
        var origin = "https://d.test/?a=\"><script>&'";
        var webSso = new WebSso(List.of(origin), WebSso.ownPage());
        assertThat(webSso.page(webSso.dashboard(Optional.of(origin)), "tok"))
                .contains("action=\"https://d.test/?a=&quot;&gt;&lt;script&gt;&amp;&#x27;\"")
                .contains("value=\"tok\"");
        assertThatThrownBy(() -> webSso.dashboard(Optional.of("https://d.test/?a=%")))
                .isInstanceOf(Unauthorized.class);
        assertThatThrownBy(() -> webSso.dashboard(Optional.of(""))).isInstanceOf(BadRequest.class);
    }
}
