package io.clavis.composition;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.EveryDatabase;
import io.clavis.db.Origin;
import io.clavis.db.Tables;
import io.clavis.db.TestDatabase;
import io.clavis.http.TestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an identity provider, one of its protocols and its domain take with them. */
@EveryDatabase
class FederationDeletionTest {
    private static final String PROVIDER = "/v3/OS-FEDERATION/identity_providers/acme";
    private static final String RULES =
            "'rules': [{'local': [{'user': {'name': '{0}'}}], 'remote': [{'type': 'UserName'}]}]";
    private final Cloud cloud;
    private final TestClient http;
    private final String admin;
    private final String domain;

    FederationDeletionTest(TestDatabase database) {
        cloud = Cloud.start(database);
        http = cloud.client();
        admin = cloud.admin();
        domain = cloud.create("/v3/domains", "domain", "'name':'acme'");
        put(PROVIDER, "{'identity_provider': {'domain_id': '" + domain + "', 'remote_ids': ['acme-remote']}}");
        put("/v3/OS-FEDERATION/mappings/m", "{'mapping': {" + RULES + "}}");
        put(PROVIDER + "/protocols/saml2", "{'protocol': {'mapping_id': 'm'}}");
        put(PROVIDER + "/protocols/oidc", "{'protocol': {'mapping_id': 'm'}}");
    }

    private void put(String path, String body) {
        http.send(admin, "PUT", path, body).expect(201);
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    /** A user who is known by the provider's protocols and, if so, by a name of the user's own. */
    private String user(String name, boolean local, String... protocols) {
        var linked = new StringBuilder();
        for (var protocol : protocols) {
            linked.append("{'protocol_id': '" + protocol + "', 'unique_id': '" + name + "'},");
        }
        linked.setLength(linked.length() - 1);
        var id = cloud.create(
                "/v3/users",
                "user",
                "'name': '" + name + "', 'domain_id': '" + domain + "', 'federated': [{'idp_id': 'acme', 'protocols': ["
                        + linked + "]}]");
        if (!local) {
            try (var database = Connections.database(cloud.configuration())) {
                database.write(
                        Origin.SYSTEM,
                        tx -> tx.sql()
                                .deleteFrom(Tables.LOCAL_USER)
                                .where(Tables.LOCAL_USER.USER_ID.eq(id))
                                .execute());
            }
        }
        return id;
    }

    @Test
    void aProviderTakesTheUsersWhomItAloneKnows() {
        var local = user("ann", true, "saml2");
        var shadow = user("bob", false, "saml2", "oidc");
        cloud.create(
                "/v3/credentials",
                "credential",
                "'user_id': '" + shadow + "', 'type': 'totp', 'blob': 'GEZDGNBVGY3TQOJQ'");
        http.delete(admin, PROVIDER).expect(204);
        assertThat(cloud.traces("acme-remote")).isEmpty();
        assertThat(cloud.traces(shadow)).isEmpty();
        http.get(admin, "/v3/users/" + shadow).expect(404);
        assertThat(http.get(admin, "/v3/users/" + local).expect(200).at("/user").has("federated"))
                .isFalse();
        http.get(admin, "/v3/domains/" + domain).expect(200);
        http.delete(admin, PROVIDER).expect(404);
    }

    @Test
    void aProtocolTakesTheUsersWhomItAloneKnows() {
        var local = user("ann", true, "saml2");
        var shadow = user("bob", false, "saml2");
        var both = user("cid", false, "saml2", "oidc");
        http.delete(admin, PROVIDER + "/protocols/saml2").expect(204);
        assertThat(cloud.traces(shadow)).isEmpty();
        http.get(admin, "/v3/users/" + local).expect(200);
        assertThat(http.get(admin, "/v3/users/" + both)
                        .expect(200)
                        .at("/user/federated/0/protocols")
                        .toString())
                .isEqualTo("[{\"protocol_id\":\"oidc\",\"unique_id\":\"cid\"}]");
        http.delete(admin, PROVIDER + "/protocols/saml2").expect(404);
    }

    @Test
    void aDomainTakesItsProviders() {
        user("ann", true, "saml2");
        user("bob", false, "saml2");
        http.patch(admin, "/v3/domains/" + domain, "{'domain':{'enabled':false}}")
                .expect(200);
        http.delete(admin, "/v3/domains/" + domain).expect(204);
        http.get(admin, PROVIDER).expect(404);
        assertThat(cloud.traces(domain)).isEmpty();
        assertThat(cloud.traces("acme")).isEmpty();
        assertThat(cloud.traces("acme-remote")).isEmpty();
    }
}
