package io.clavis.endpointpolicy;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.EveryDatabase;
import io.clavis.db.TestDatabase;
import io.clavis.http.TestServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@EveryDatabase
class PolicyAssociationApiTest {
    private static final String EXTENSION = "/OS-ENDPOINT-POLICY";
    private static final List<String> SUBJECTS =
            List.of("/endpoints/near", "/services/compute", "/services/compute/regions/city");

    private final PolicyServer server;
    private final TestServer http;

    PolicyAssociationApiTest(TestDatabase engine) {
        server = new PolicyServer(engine);
        http = server.http;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String of(String policy, String subject) {
        return "/v3/policies/" + policy + EXTENSION + subject;
    }

    private String inForce(String endpoint) {
        return http.get("auditor", "/v3/endpoints/" + endpoint + EXTENSION + "/policy")
                .expect(200)
                .string("/policy/id");
    }

    @Test
    void aPolicyIsAssociatedAndDissociated() {
        var policy = server.policy("all");
        for (var subject : SUBJECTS) {
            var path = of(policy, subject);
            assertThat(http.get("auditor", path).expect(404).string("/error/message"))
                    .isEqualTo("Could not find policy association.");
            http.put("admin", path).expect(204);
            http.put("admin", path).expect(204);
            http.get("auditor", path).expect(204);
            http.delete("admin", path).expect(204);
            http.get("auditor", path).expect(404);
            http.delete("admin", path).expect(204);
        }
    }

    @Test
    void anotherPolicyTakesThePlaceOfTheFirst() {
        var first = server.policy("one");
        var second = server.policy("two");
        for (var subject : SUBJECTS) {
            http.put("admin", of(first, subject)).expect(204);
            http.put("admin", of(second, subject)).expect(204);
            http.get("admin", of(first, subject)).expect(404);
            http.get("admin", of(second, subject)).expect(204);
            http.delete("admin", of(first, subject)).expect(204);
            http.get("admin", of(second, subject)).expect(204);
        }
    }

    @Test
    void whatIsAssociatedMustExist() {
        var policy = server.policy("all");
        for (var method : List.of("GET", "PUT", "DELETE")) {
            assertRefused(method, of("none", "/services/none/regions/none"), "policy: none.");
            assertRefused(method, of("none", "/endpoints/none"), "policy: none.");
            assertRefused(method, of(policy, "/endpoints/none"), "endpoint: none.");
            assertRefused(method, of(policy, "/services/none"), "service: none.");
            assertRefused(method, of(policy, "/services/none/regions/none"), "service: none.");
            assertRefused(method, of(policy, "/services/compute/regions/none"), "region: none.");
        }
        http.get("admin", of("none", "/endpoints")).expect(404);
    }

    private void assertRefused(String method, String path, String what) {
        assertThat(http.send("admin", method, path, null).expect(404).string("/error/message"))
                .isEqualTo("Could not find " + what);
    }

    @Test
    void theNearestPolicyIsInForce() {
        var path = "/v3/endpoints/near" + EXTENSION + "/policy";
        assertThat(http.get("auditor", path).expect(404).string("/error/message"))
                .isEqualTo("No policy is associated with endpoint near.");
        var ofService = server.policy("service");
        var ofCountry = server.policy("country");
        var ofCity = server.policy("city");
        var ofEndpoint = server.policy("endpoint");
        http.put("admin", of(server.policy("other"), "/services/image/regions/city"))
                .expect(204);
        http.put("admin", of(ofService, "/services/compute")).expect(204);
        assertThat(inForce("near")).isEqualTo(ofService);
        http.put("admin", of(ofCountry, "/services/compute/regions/country")).expect(204);
        assertThat(inForce("near")).isEqualTo(ofCountry);
        http.put("admin", of(ofCity, "/services/compute/regions/city")).expect(204);
        assertThat(inForce("near")).isEqualTo(ofCity);
        http.put("admin", of(ofEndpoint, "/endpoints/near")).expect(204);
        assertThat(inForce("near")).isEqualTo(ofEndpoint);
        assertThat(inForce("far")).isEqualTo(ofService);
        assertThat(http.get("auditor", path).string("/policy/links/self"))
                .isEqualTo(http.url() + "/v3/endpoints/" + ofEndpoint);
        http.get("auditor", "/v3/endpoints/none" + EXTENSION + "/policy").expect(404);
    }

    @Test
    void theEndpointsOfAPolicyAreFoundByEachAssociation() {
        var policy = server.policy("all");
        var path = of(policy, "/endpoints");
        assertThat(http.get("auditor", path).expect(200).at("/endpoints").size())
                .isZero();
        http.put("admin", of(policy, "/services/compute/regions/country")).expect(204);
        var list = http.get("auditor", path).expect(200);
        assertThat(list.at("/endpoints").toString())
                .isEqualTo(("[{'id':'near','interface':'public','region_id':'city','service_id':'compute',"
                                + "'url':'http://near','enabled':true,'links':{'self':'" + http.url()
                                + "/v3/endpoints/near'}}]")
                        .replace('\'', '"'));
        http.put("admin", of(policy, "/services/compute")).expect(204);
        assertThat(http.get("auditor", path).strings("/endpoints", "id"))
                .containsExactlyInAnyOrder("near", "near", "far");
    }

    @Test
    void aDeletedPolicyIsForNothing() {
        var policy = server.policy("all");
        http.put("admin", of(policy, "/endpoints/near")).expect(204);
        http.delete("admin", "/v3/policies/" + policy).expect(204);
        assertThat(http.get("admin", "/v3/endpoints/near" + EXTENSION + "/policy")
                        .expect(404)
                        .string("/error/message"))
                .isEqualTo("No policy is associated with endpoint near.");
    }

    @Test
    void onlyAdministratorsWriteAndOnlyTheSystemReads() {
        for (var subject : SUBJECTS) {
            http.put("auditor", of("none", subject)).expect(403);
            http.delete("auditor", of("none", subject)).expect(403);
            http.get("member", of("none", subject)).expect(403);
            http.get(null, of("none", subject)).expect(401);
        }
        http.get("member", of("none", "/endpoints")).expect(403);
        http.get("member", "/v3/endpoints/none" + EXTENSION + "/policy").expect(403);
    }
}
