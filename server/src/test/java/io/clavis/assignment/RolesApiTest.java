package io.clavis.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.EveryDatabase;
import io.clavis.db.TestDatabase;
import io.clavis.http.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@EveryDatabase
class RolesApiTest {
    private final AssignmentServer server;
    private final TestServer http;

    RolesApiTest(TestDatabase engine) {
        server = new AssignmentServer(engine);
        http = server.http;
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void roleIsCreatedShownChangedAndDeleted() {
        var created = http.post("admin", "/v3/roles", "{'role':{'name':'auditor','colour':'red','a-b':1}}")
                .expect(201);
        var id = created.string("/role/id");
        assertThat(id).matches("[0-9a-f]{32}");
        assertThat(created.text())
                .isEqualTo("{\"role\":{\"colour\":\"red\",\"a_b\":1,\"id\":\"" + id
                        + "\",\"name\":\"auditor\",\"domain_id\":null,\"description\":null,\"options\":{},"
                        + "\"links\":{\"self\":\"" + http.url() + "/v3/roles/" + id + "\"}}}");
        assertThat(http.get("admin", "/v3/roles/" + id).expect(200).text()).isEqualTo(created.text());
        var changed = http.patch(
                        "admin", "/v3/roles/" + id, "{'role':{'name':'checker','description':'d','colour':null}}")
                .expect(200);
        assertThat(changed.string("/role/name")).isEqualTo("checker");
        assertThat(changed.string("/role/description")).isEqualTo("d");
        assertThat(changed.at("/role/colour").isNull()).isTrue();
        http.delete("admin", "/v3/roles/" + id).expect(204);
        assertThat(http.get("admin", "/v3/roles/" + id).expect(404).string("/error/message"))
                .isEqualTo("Could not find role: " + id + ".");
    }

    @Test
    void listHasGlobalRolesUnlessADomainIsNamed() {
        assertThat(http.get("admin", "/v3/roles").expect(200).strings("/roles", "name"))
                .containsExactly("admin", "manager", "member", "reader");
        assertThat(http.get("admin", "/v3/roles?domain_id=dom").expect(200).strings("/roles", "name"))
                .containsExactly("operator");
        assertThat(http.get("admin", "/v3/roles?name=reader").strings("/roles", "name"))
                .containsExactly("reader");
        assertThat(http.get("admin", "/v3/roles?name__icontains=EM").strings("/roles", "name"))
                .containsExactly("member");
        var page = http.get("admin", "/v3/roles?limit=2").expect(200);
        assertThat(page.strings("/roles", "name")).containsExactly("admin", "manager");
        assertThat(page.at("/truncated").asBoolean()).isTrue();
        assertThat(page.string("/links/next")).isEqualTo(http.url() + "/v3/roles?limit=2&marker=manager");
        http.get("admin", "/v3/roles?domain_id=").expect(400);
    }

    @Test
    void nameIsTakenOncePerDomain() {
        assertThat(http.post("admin", "/v3/roles", "{'role':{'name':'reader'}}")
                        .expect(409)
                        .string("/error/message"))
                .isEqualTo("Conflict occurred attempting to store role - Duplicate entry found with name reader.");
        http.post("admin", "/v3/roles", "{'role':{'name':'reader','domain_id':'dom'}}")
                .expect(201);
        assertThat(http.post("admin", "/v3/roles", "{'role':{'name':'operator','domain_id':'dom'}}")
                        .expect(409)
                        .string("/error/message"))
                .isEqualTo("Conflict occurred attempting to store role - Duplicate entry found with name operator at"
                        + " domain ID dom.");
        assertThat(http.patch("admin", "/v3/roles/member", "{'role':{'name':'reader'}}")
                        .expect(409)
                        .string("/error/message"))
                .isEqualTo("Conflict occurred attempting to store role - Duplicate entry found with name reader.");
    }

    @Test
    void immutableRoleCanOnlyBeReleased() {
        var id = http.post("admin", "/v3/roles", "{'role':{'name':'fixed','options':{'immutable':true}}}")
                .expect(201)
                .string("/role/id");
        assertThat(http.patch("admin", "/v3/roles/" + id, "{'role':{'name':'x'}}")
                        .expect(403)
                        .string("/error/message"))
                .isEqualTo("Unable to update immutable role resource: `" + id
                        + ". Set resource option \"immutable\" to false first.");
        http.patch("admin", "/v3/roles/" + id, "{'role':{'name':'x','options':{'immutable':false}}}")
                .expect(403);
        assertThat(http.delete("admin", "/v3/roles/" + id).expect(403).string("/error/message"))
                .isEqualTo("Unable to delete immutable role resource: `" + id
                        + ". Set resource option \"immutable\" to false first.");
        var released = http.patch("admin", "/v3/roles/" + id, "{'role':{'options':{'immutable':false}}}")
                .expect(200);
        assertThat(released.at("/role/options/immutable").asBoolean(true)).isFalse();
        assertThat(http.patch("admin", "/v3/roles/" + id, "{'role':{'options':{'immutable':null}}}")
                        .expect(200)
                        .at("/role/options")
                        .isEmpty())
                .isTrue();
        http.delete("admin", "/v3/roles/" + id).expect(204);
    }

    @Test
    void malformedRolesAreRefused() {
        http.post("admin", "/v3/roles", "{'role':{}}").expect(400);
        http.post("admin", "/v3/roles", "{'role':{'name':''}}").expect(400);
        http.post("admin", "/v3/roles", "{'role':{'name':' '}}").expect(400);
        http.post("admin", "/v3/roles", "{'rule':{}}").expect(400);
        http.post("admin", "/v3/roles", "{'role':{'name':'x','options':{'immutable':'yes'}}}")
                .expect(400);
        http.post("admin", "/v3/roles", "{'role':{'name':'x','options':{'other':true}}}")
                .expect(400);
        http.patch("admin", "/v3/roles/reader", "{'role':{}}").expect(400);
        http.post("admin", "/v3/roles", "{'role':{'name':'x','description':'" + "x".repeat(256) + "'}}")
                .expect(400);
        assertThat(http.patch("admin", "/v3/roles/reader", "{'role':{'id':'x'}}")
                        .expect(400)
                        .string("/error/message"))
                .isEqualTo("Cannot change ID");
        assertThat(http.patch("admin", "/v3/roles/reader", "{'role':{'domain_id':'dom'}}")
                        .expect(400)
                        .string("/error/message"))
                .isEqualTo("Update of `domain_id` is not allowed.");
    }

    @Test
    void rolesAreForAdminsAndAuditors() {
        http.get(null, "/v3/roles").expect(401);
        http.get("nobody", "/v3/roles").expect(403);
        http.get("auditor", "/v3/roles").expect(200);
        http.get("manager", "/v3/roles").expect(200);
        http.get("manager", "/v3/roles?domain_id=dom").expect(403);
        http.get("auditor", "/v3/roles/operator").expect(200);
        http.get("manager", "/v3/roles/reader").expect(200);
        http.get("manager", "/v3/roles/operator").expect(403);
        http.get("nobody", "/v3/roles/nosuch").expect(404);
        http.post("auditor", "/v3/roles", "{'role':{'name':'x'}}").expect(403);
        http.post("auditor", "/v3/roles", "{'role':{'name':'x','domain_id':'dom'}}")
                .expect(403);
        http.delete("auditor", "/v3/roles/reader").expect(403);
        http.delete("nobody", "/v3/roles/nosuch").expect(404);
        http.get(null, "/v3/roles/nosuch").expect(401);
    }

    @Test
    void implicationsAreMadeShownAndEnded() {
        assertThat(http.get("admin", "/v3/roles/member/implies/reader")
                        .expect(200)
                        .text())
                .isEqualTo(inference(brief("reader"), "/v3/roles/member/implies/reader"));
        assertThat(http.get("admin", "/v3/roles/member/implies").expect(200).text())
                .isEqualTo(inference("[" + brief("reader") + "]", "/v3/roles/member/implies"));
        assertThat(http.send("admin", "HEAD", "/v3/roles/member/implies/reader", null)
                        .status())
                .isEqualTo(204);
        assertThat(http.put("admin", "/v3/roles/member/implies/reader")
                        .expect(409)
                        .string("/error/message"))
                .isEqualTo("Conflict occurred attempting to store implied_role - Duplicate entry.");
        http.delete("admin", "/v3/roles/member/implies/reader").expect(204);
        assertThat(http.delete("admin", "/v3/roles/member/implies/reader")
                        .expect(404)
                        .string("/error/message"))
                .isEqualTo("member does not imply reader.");
        http.get("admin", "/v3/roles/member/implies/reader").expect(404);
        assertThat(http.put("admin", "/v3/roles/member/implies/reader")
                        .expect(201)
                        .text())
                .isEqualTo(inference(brief("reader"), "/v3/roles/member/implies/reader"));
    }

    private String inference(String implies, String self) {
        return "{\"role_inference\":{\"prior_role\":" + brief("member") + ",\"implies\":" + implies
                + "},\"links\":{\"self\":\"" + http.url() + self + "\"}}";
    }

    private String brief(String role) {
        return "{\"id\":\"" + role + "\",\"links\":{\"self\":\"" + http.url() + "/v3/roles/" + role + "\"},\"name\":\""
                + role + "\"}";
    }

    @Test
    void prohibitedAndWrongImplicationsAreRefused() {
        assertThat(http.put("admin", "/v3/roles/reader/implies/admin")
                        .expect(403)
                        .string("/error/message"))
                .isEqualTo("admin cannot be an implied roles.");
        http.put("admin", "/v3/roles/reader/implies/operator").expect(403);
        http.put("admin", "/v3/roles/reader/implies/nosuch").expect(404);
        http.put("nobody", "/v3/roles/operator/implies/reader").expect(403);
        http.put(null, "/v3/roles/operator/implies/nosuch").expect(401);
        http.put("admin", "/v3/roles/reader/implies/member").expect(201);
    }

    @Test
    void inferencesAreGroupedByPriorRole() {
        var inferences = http.get("auditor", "/v3/role_inferences").expect(200);
        assertThat(inferences
                        .at("/role_inferences")
                        .valueStream()
                        .map(rule -> rule.at("/prior_role/name").asString() + ">"
                                + rule.at("/implies/0/name").asString()))
                .containsExactly("admin>manager", "manager>member", "member>reader", "operator>member");
        http.get("nobody", "/v3/role_inferences").expect(403);
    }
}
