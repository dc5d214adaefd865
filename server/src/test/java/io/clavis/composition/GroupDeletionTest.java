package io.clavis.composition;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.EveryDatabase;
import io.clavis.db.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A deleted group ends its members' tokens where it gave them a role, and only there. */
@EveryDatabase
class GroupDeletionTest {
    private final Cloud cloud;
    private final String user;
    private final String group;

    GroupDeletionTest(TestDatabase database) {
        cloud = Cloud.start(database);
        user = cloud.create("/v3/users", "user", "'name':'member','password':'x'");
        group = cloud.create("/v3/groups", "group", "'name':'crew'");
        cloud.client()
                .put(cloud.admin(), "/v3/groups/" + group + "/users/" + user)
                .expect(204);
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    private List<String> usersWhoseTokensEnded() {
        cloud.client().delete(cloud.admin(), "/v3/groups/" + group).expect(204);
        return cloud.client()
                .get(cloud.admin(), "/v3/OS-REVOKE/events")
                .expect(200)
                .strings("/events", "user_id");
    }

    @Test
    void membersOfAGroupWithARoleLoseTheirTokens() {
        var role = cloud.create("/v3/roles", "role", "'name':'sailor'");
        cloud.client()
                .put(cloud.admin(), "/v3/system/groups/" + group + "/roles/" + role)
                .expect(204);
        assertThat(usersWhoseTokensEnded()).contains(user);
    }

    @Test
    void membersOfAGroupWithoutARoleKeepTheirs() {
        assertThat(usersWhoseTokensEnded()).doesNotContain(user);
    }
}
