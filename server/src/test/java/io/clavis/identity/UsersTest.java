package io.clavis.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clavis.db.EveryDatabase;
import io.clavis.db.Filter;
import io.clavis.db.ListQuery;
import io.clavis.db.Origin;
import io.clavis.db.Tables;
import io.clavis.db.TestDatabase;
import io.clavis.http.BadRequest;
import io.clavis.http.Conflict;
import io.clavis.http.NotFound;
import io.clavis.http.Unauthorized;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EveryDatabase
class UsersTest {
    private final TestDatabase engine;
    private IdentityFixture identity;

    UsersTest(TestDatabase engine) {
        this.engine = engine;
    }

    @BeforeEach
    void open() {
        identity = new IdentityFixture(engine, Map.of());
    }

    @AfterEach
    void close() {
        identity.close();
    }

    @Test
    void whatIsStoredIsFoundAgain() {
        var created = identity.user("{'name': ' anna ', 'email': 'å@b', 'default_project_id': 'p', 'password': 'x',"
                + "'options': {'lock_password': true, 'multi_factor_auth_rules': [['password', 'totp']],"
                + "'ignore_password_expiry': null}, 'extra': {'a': 1}, 'id': 'mine'}");
        assertThat(created.id()).matches("[0-9a-f]{32}");
        assertThat(created.name()).isEqualTo("anna");
        assertThat(created.enabled()).isTrue();
        assertThat(created.defaultProjectId()).isEqualTo("p");
        assertThat(created.passwordExpiresAt()).isNull();
        assertThat(created.options().locksPassword()).isTrue();
        assertThat(created.options().ignoresPasswordExpiry()).isFalse();
        assertThat(created.options().multiFactorAuthRules()).containsExactly(List.of("password", "totp"));
        assertThat(created.extra()).isEqualTo(IdentityFixture.json("{'email': 'å@b'}"));
        assertThat(identity.users.find(created.id())).contains(created);
        assertThat(identity.users.findByName("anna", IdentityFixture.DOMAIN)).contains(created);
        assertThat(identity.users.findByName("anna", IdentityFixture.OTHER_DOMAIN))
                .isEmpty();
        assertThat(identity.users.findAll(List.of(created.id(), "nope"))).containsExactly(created);
    }

    @Test
    void aNameIsTakenOncePerDomain() {
        identity.user("{'name': 'anna'}");
        identity.user("{'name': 'anna', 'domain_id': '" + IdentityFixture.OTHER_DOMAIN + "'}");
        assertThatThrownBy(() -> identity.user("{'name': 'anna'}"))
                .isInstanceOf(Conflict.class)
                .hasMessage("Conflict occurred attempting to store user - Duplicate entry found with name anna at"
                        + " domain ID " + IdentityFixture.DOMAIN + ".");
        var other = identity.user("{'name': 'berta'}");
        assertThatThrownBy(() -> identity.update(other.id(), "{'name': 'anna'}"))
                .isInstanceOf(Conflict.class)
                .hasMessage("Conflict occurred attempting to store user - Duplicate entry found with name anna.");
    }

    @Test
    void aUserNeedsADomainAndNoDomainAsDefaultProject() {
        assertThatThrownBy(() -> identity.user("{'name': 'x', 'domain_id': 'nope'}"))
                .isInstanceOf(NotFound.class)
                .hasMessage("Could not find domain: nope.");
        assertThatThrownBy(() -> identity.user("{'name': 'x', 'default_project_id': '" + IdentityFixture.DOMAIN + "'}"))
                .isInstanceOf(BadRequest.class)
                .hasMessage("User's default project ID cannot be a domain ID: " + IdentityFixture.DOMAIN);
        assertThatThrownBy(() -> identity.user("{'name': 'x', 'default_project_id': '" + "p".repeat(65) + "'}"))
                .isInstanceOf(BadRequest.class);
    }

    @Test
    void aChangeLeavesAloneWhatItDoesNotName() {
        var user = identity.user("{'name': 'anna', 'default_project_id': 'p', 'a': 1, 'b': null,"
                + "'options': {'lock_password': true, 'ignore_password_expiry': true}}");
        var changed = identity.update(
                user.id(), "{'name': ' berta ', 'b': 2, 'options': {'lock_password': null}, 'enabled': 'no'}");
        assertThat(changed.name()).isEqualTo("berta");
        assertThat(changed.enabled()).isFalse();
        assertThat(changed.defaultProjectId()).isEqualTo("p");
        assertThat(changed.extra()).isEqualTo(IdentityFixture.json("{'a': 1, 'b': 2}"));
        assertThat(changed.options().locksPassword()).isFalse();
        assertThat(changed.options().ignoresPasswordExpiry()).isTrue();
        assertThat(identity.users.find(user.id())).contains(changed);
        assertThat(identity.update(user.id(), "{'default_project_id': null}").defaultProjectId())
                .isNull();
        assertThatThrownBy(() -> identity.update(user.id(), "{'domain_id': 'x'}"))
                .hasMessage("Cannot change Domain ID");
        assertThatThrownBy(() -> identity.update("nope", "{'name': 'x'}"))
                .isInstanceOf(NotFound.class)
                .hasMessage("Could not find user: nope.");
    }

    @Test
    void tokensEndWhenAUserIsDisabledOrGivenAPasswordOrDeleted() {
        var user = identity.user("{'name': 'anna', 'password': 'x'}");
        identity.update(user.id(), "{'description': 'x', 'enabled': true}");
        identity.update(user.id(), "{'password': null}");
        assertThat(identity.revoked).isEmpty();
        identity.update(user.id(), "{'enabled': false}");
        identity.update(user.id(), "{'enabled': false}");
        assertThat(identity.revoked).hasSize(1);
        identity.update(user.id(), "{'password': 'y'}");
        identity.delete(user);
        assertThat(identity.revoked).containsExactly(user.id(), user.id(), user.id());
    }

    @Test
    void aDeletedUserLeavesNothing() {
        var user = identity.user("{'name': 'anna', 'password': 'x', 'options': {'lock_password': true}}");
        var group = identity.group("{'name': 'g'}");
        identity.memberships.add(Origin.SYSTEM, user.id(), group.id());
        identity.delete(user);
        assertThat(identity.users.find(user.id())).isEmpty();
        assertThat(identity.groups.memberIds(group.id())).isEmpty();
        identity.user("{'name': 'anna'}");
        assertThatThrownBy(() -> identity.delete(user)).isInstanceOf(NotFound.class);
    }

    @Test
    void aProjectThatIsNoMoreIsNobodysDefault() {
        var user = identity.user("{'name': 'anna', 'default_project_id': 'p'}");
        var other = identity.user("{'name': 'berta', 'default_project_id': 'q'}");
        identity.database.write(Origin.SYSTEM, tx -> {
            identity.users.forgetDefaultProject(tx, "p");
            return true;
        });
        assertThat(identity.users.find(user.id()).orElseThrow().defaultProjectId())
                .isNull();
        assertThat(identity.users.find(other.id()).orElseThrow().defaultProjectId())
                .isEqualTo("q");
    }

    @Test
    void aPasswordCanBeTakenAway() {
        var user = identity.user("{'name': 'anna', 'password': 'x'}");
        identity.login(user, "x");
        identity.update(user.id(), "{'password': null}");
        assertThatThrownBy(() -> identity.login(user, "x")).isInstanceOf(Unauthorized.class);
        identity.update(user.id(), "{'password': 'y'}");
        identity.login(user, "y");
    }

    @Test
    void linksToProvidersMustLeadSomewhere() {
        assertThatThrownBy(() -> identity.user("{'name': 'anna', 'federated': [{'idp_id': 'idp', 'protocols':"
                        + "[{'protocol_id': 'saml2', 'unique_id': 'u'}]}]}"))
                .isInstanceOf(BadRequest.class)
                .hasMessage("Could not find Identity Provider: idp");
        identity.user("{'name': 'anna', 'federated': []}");
    }

    @Test
    void linksToProvidersAreKeptAndFound() {
        provider("idp", "saml2", "oidc");
        var anna = identity.user("{'name': 'anna', 'federated': [{'idp_id': 'idp', 'protocols': ["
                + "{'protocol_id': 'saml2', 'unique_id': 'u1'}, {'protocol_id': 'oidc', 'unique_id': 'u2'}]}]}");
        var berta = identity.user("{'name': 'berta'}");
        var links = identity.users.federated(anna.id());
        assertThat(links.toString())
                .isEqualTo("[{'idp_id':'idp','protocols':[{'protocol_id':'saml2','unique_id':'u1'},".replace('\'', '"')
                        + "{'protocol_id':'oidc','unique_id':'u2'}]}]".replace('\'', '"'));
        assertThat(listed("idp_id", "idp")).containsExactly("anna");
        assertThat(listed("unique_id", "u3")).isEmpty();
        var link = "{'federated': [{'idp_id': 'idp', 'protocols': [{'protocol_id': 'saml2', 'unique_id': '%s'}]}]}";
        assertThatThrownBy(() -> identity.update(berta.id(), link.formatted("u1")))
                .isInstanceOf(Conflict.class)
                .hasMessage("Conflict occurred attempting to store federated_user - Duplicate entry.");
        identity.update(berta.id(), link.formatted("u3"));
        assertThat(listed("unique_id", "u3")).containsExactly("berta");
        identity.update(berta.id(), "{'name': 'bertha'}");
        assertThat(identity.users.federated(berta.id()).size()).isEqualTo(1);
        assertThat(listed("name", "bertha")).containsExactly("bertha");
        assertThatThrownBy(() -> identity.update(berta.id(), link.replace("saml2", "x")))
                .isInstanceOf(BadRequest.class)
                .hasMessage("Could not find federated protocol x for Identity Provider: idp.");
    }

    private List<String> listed(String attribute, String value) {
        return identity.users.list(ListQuery.ALL.and(Filter.equal(attribute, value))).items().stream()
                .map(ListedUser::name)
                .toList();
    }

    private void provider(String id, String... protocols) {
        identity.database.write(Origin.SYSTEM, tx -> {
            tx.sql()
                    .insertInto(Tables.IDENTITY_PROVIDER)
                    .set(Tables.IDENTITY_PROVIDER.ID, id)
                    .set(Tables.IDENTITY_PROVIDER.ENABLED, true)
                    .set(Tables.IDENTITY_PROVIDER.DOMAIN_ID, IdentityFixture.DOMAIN)
                    .execute();
            for (var protocol : protocols) {
                tx.sql()
                        .insertInto(Tables.FEDERATION_PROTOCOL)
                        .set(Tables.FEDERATION_PROTOCOL.ID, protocol)
                        .set(Tables.FEDERATION_PROTOCOL.IDP_ID, id)
                        .set(Tables.FEDERATION_PROTOCOL.MAPPING_ID, "m")
                        .execute();
            }
            return true;
        });
    }

    @Test
    void aListTakesTheSameStatementsWhateverItsLength() {
        for (int i = 0; i < 5; i++) {
            identity.user("{'name': 'u" + i + "', 'options': {'lock_password': true}}");
        }
        identity.statements.reset();
        assertThat(identity.users.list(ListQuery.ALL).items()).hasSize(5);
        assertThat(identity.statements.count()).isEqualTo(5);
        identity.statements.reset();
        identity.users.list(ListQuery.ALL.and(Filter.equal("name", "u1")));
        assertThat(identity.statements.count()).isEqualTo(3);
    }
}
