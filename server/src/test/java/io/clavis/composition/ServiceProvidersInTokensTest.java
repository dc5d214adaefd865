package io.clavis.composition;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.EveryDatabase;
import io.clavis.db.TestDatabase;
import io.clavis.http.TestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every token shows the service providers that are enabled just now. */
@EveryDatabase
class ServiceProvidersInTokensTest {
    private static final String PATH = "/v3/OS-FEDERATION/service_providers/";
    private static final String SHOWN = "[{\"auth_url\":\"http://x/auth\",\"id\":\"peer\",\"sp_url\":\"http://x/sp\"}]";
    private final Cloud cloud;
    private final TestClient http;
    private final String admin;

    ServiceProvidersInTokensTest(TestDatabase database) {
        cloud = Cloud.start(database);
        http = cloud.client();
        admin = cloud.admin();
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    private void create(String id, boolean enabled) {
        http.send(
                        admin,
                        "PUT",
                        PATH + id,
                        "{'service_provider': {'auth_url': 'http://x/auth', 'sp_url': 'http://x/sp', 'enabled': "
                                + enabled + "}}")
                .expect(201);
    }

    private String shown(String token) {
        return http.send(admin, "GET", "/v3/auth/tokens", null, "X-Subject-Token", token)
                .expect(200)
                .at("/token/service_providers")
                .toString();
    }

    @Test
    void aTokenThatWasAnsweredBeforeShowsWhatChanged() {
        var unscoped = cloud.token("admin", Cloud.PASSWORD, "'unscoped'");
        for (var token : new String[] {admin, unscoped}) {
            assertThat(shown(token)).isEmpty();
        }
        create("hidden", false);
        assertThat(shown(admin)).isEmpty();
        create("peer", true);
        for (var token : new String[] {admin, unscoped, cloud.admin()}) {
            assertThat(shown(token)).isEqualTo(SHOWN);
        }
        http.patch(admin, PATH + "peer", "{'service_provider': {'enabled': false}}")
                .expect(200);
        assertThat(shown(admin)).isEmpty();
        http.patch(admin, PATH + "peer", "{'service_provider': {'enabled': true}}")
                .expect(200);
        assertThat(shown(admin)).isEqualTo(SHOWN);
        http.delete(admin, PATH + "peer").expect(204);
        assertThat(shown(admin)).isEmpty();
    }

    @Test
    void aNewTokenShowsThemToo() {
        create("peer", true);
        var issued = cloud.authenticate("admin", Cloud.PASSWORD, "{'system':{'all':true}}");
        assertThat(issued.expect(201).at("/token/service_providers").toString()).isEqualTo(SHOWN);
    }
}
