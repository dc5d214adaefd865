package io.clavis.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clavis.db.EveryDatabase;
import io.clavis.db.Origin;
import io.clavis.db.Tables;
import io.clavis.db.TestDatabase;
import io.clavis.http.BadRequest;
import io.clavis.http.Conflict;
import io.clavis.http.NotFound;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@EveryDatabase
class MembershipsTest {
    private final IdentityFixture identity;

    MembershipsTest(TestDatabase engine) {
        identity = new IdentityFixture(engine, Map.of("federation.default_authorization_ttl", "10"));
    }

    @AfterEach
    void close() {
        identity.close();
    }

    @Test
    void aGroupIsStoredAndChanged() {
        var group = identity.group("{'name': ' g ', 'colour': 'red'}");
        assertThat(group.name()).isEqualTo("g");
        assertThat(group.description()).isEmpty();
        assertThat(identity.groups.find(group.id())).contains(group);
        assertThat(identity.groups.findByName("g", IdentityFixture.DOMAIN)).contains(group);
        assertThat(identity.groups.findAll(List.of(group.id(), "nope"))).containsExactly(group);
        var changed = identity.groups.update(
                Origin.SYSTEM, group.id(), IdentityFixture.json("{'description': null, 'size': 1}"));
        assertThat(changed.description()).isNull();
        assertThat(changed.extra()).isEqualTo(IdentityFixture.json("{'colour': 'red', 'size': 1}"));
        assertThat(identity.groups.find(group.id())).contains(changed);
        assertThatThrownBy(() -> identity.group("{'name': 'g'}")).isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> identity.group("{'name': '" + "g".repeat(65) + "'}"))
                .isInstanceOf(BadRequest.class)
                .hasMessageEndingWith("exceeds the limit of column name(CHAR(64)).");
    }

    @Test
    void aUserIsPutInOnceAndTakenOutOnce() {
        var user = identity.user("{'name': 'anna'}");
        var group = identity.group("{'name': 'g'}");
        var add = (Runnable) () -> identity.memberships.add(Origin.SYSTEM, user.id(), group.id());
        add.run();
        add.run();
        identity.memberships.check(user.id(), group.id());
        assertThat(identity.groups.groupIdsOf(user.id())).containsExactly(group.id());
        assertThat(identity.groups.memberIds(group.id())).containsExactly(user.id());
        assertThat(identity.revoked).isEmpty();
        identity.memberships.remove(Origin.SYSTEM, user.id(), group.id());
        assertThat(identity.revoked).containsExactly(user.id());
        assertThatThrownBy(() -> identity.memberships.remove(Origin.SYSTEM, user.id(), group.id()))
                .isInstanceOf(NotFound.class)
                .hasMessage("User '" + user.id() + "' not found in group '" + group.id() + "'");
        assertThatThrownBy(() -> identity.memberships.check(user.id(), group.id()))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> identity.memberships.add(Origin.SYSTEM, "nope", group.id()))
                .hasMessage("Could not find user: nope.");
        assertThatThrownBy(() -> identity.memberships.add(Origin.SYSTEM, "nope", "nope"))
                .hasMessage("Could not find group: nope.");
    }

    @Test
    void aMembershipByFederationEnds() {
        var user = identity.user("{'name': 'anna'}");
        var group = identity.group("{'name': 'g'}");
        identity.database.write(Origin.SYSTEM, tx -> {
            tx.sql()
                    .insertInto(Tables.IDENTITY_PROVIDER)
                    .set(Tables.IDENTITY_PROVIDER.ID, "idp")
                    .set(Tables.IDENTITY_PROVIDER.ENABLED, true)
                    .set(Tables.IDENTITY_PROVIDER.DOMAIN_ID, IdentityFixture.DOMAIN)
                    .execute();
            tx.sql()
                    .insertInto(Tables.EXPIRING_USER_GROUP_MEMBERSHIP)
                    .set(Tables.EXPIRING_USER_GROUP_MEMBERSHIP.USER_ID, user.id())
                    .set(Tables.EXPIRING_USER_GROUP_MEMBERSHIP.GROUP_ID, group.id())
                    .set(Tables.EXPIRING_USER_GROUP_MEMBERSHIP.IDP_ID, "idp")
                    .set(Tables.EXPIRING_USER_GROUP_MEMBERSHIP.LAST_VERIFIED, identity.instant())
                    .execute();
            return true;
        });
        identity.pass(Duration.ofMinutes(9));
        assertThat(identity.groups.groupIdsOf(user.id())).containsExactly(group.id());
        assertThatCode(() -> identity.memberships.check(user.id(), group.id())).doesNotThrowAnyException();
        assertThat(identity.groups.memberIds(group.id())).isEmpty();
        identity.pass(Duration.ofMinutes(1));
        assertThat(identity.groups.groupIdsOf(user.id())).isEmpty();
        assertThatThrownBy(() -> identity.memberships.check(user.id(), group.id()))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void aDeletedGroupLeavesNothing() {
        var user = identity.user("{'name': 'anna'}");
        var group = identity.group("{'name': 'g'}");
        identity.memberships.add(Origin.SYSTEM, user.id(), group.id());
        identity.database.write(Origin.SYSTEM, tx -> {
            identity.groups.delete(tx, group.id());
            return true;
        });
        assertThat(identity.groups.find(group.id())).isEmpty();
        assertThat(identity.groups.groupIdsOf(user.id())).isEmpty();
    }
}
