package io.clavis.composition;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.EveryDatabase;
import io.clavis.db.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What still holds for trusts where an operator's file opens their rules to everybody, as old sample files did. */
@EveryDatabase
class OpenTrustPolicyTest {
    private static final String PATH = "/v3/OS-TRUST/trusts";
    private final TestDatabase database;

    OpenTrustPolicyTest(TestDatabase database) {
        this.database = database;
    }

    @Test
    void strangersStayOutside(@TempDir Path directory) throws IOException {
        var file = directory.resolve("policy.yaml");
        Files.writeString(file, """
                "identity:list_trusts": ""
                "identity:get_trust": "@"
                "identity:list_roles_for_trust": ""
                "identity:get_role_for_trust": ""
                "identity:delete_trust": ""
                """);
        try (var cloud = Cloud.start(database, Map.of("oslo_policy.policy_file", file.toString()))) {
            var http = cloud.client();
            var ada = cloud.create("/v3/users", "user", "'name':'ada','password':'secret'");
            var bob = cloud.create("/v3/users", "user", "'name':'bob','password':'secret'");
            cloud.create("/v3/users", "user", "'name':'carl','password':'secret'");
            var owner = cloud.token("ada", "secret", null);
            var one = PATH + "/"
                    + http.post(
                                    owner,
                                    PATH,
                                    "{'trust':{'trustor_user_id':'" + ada + "','trustee_user_id':'" + bob
                                            + "','impersonation':true}}")
                            .expect(201)
                            .string("/trust/id");
            var stranger = cloud.token("carl", "secret", null);
            for (var path : new String[] {one, one + "/roles", one + "/roles/x"}) {
                assertThat(http.get(stranger, path).expect(403).string("/error/message"))
                        .endsWith("Requested user has no relation to this trust.");
            }
            http.get(stranger, PATH).expect(403);
            http.get(cloud.admin(), PATH).expect(200);
            var trustee = cloud.token("bob", "secret", null);
            http.get(trustee, one).expect(200);
            assertThat(http.delete(trustee, one).expect(403).string("/error/message"))
                    .endsWith("Only admin or trustor can delete a trust.");
            http.delete(owner, one).expect(204);
        }
    }
}
