package io.clavis.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clavis.db.EveryDatabase;
import io.clavis.db.Origin;
import io.clavis.db.TestDatabase;
import io.clavis.http.Unauthorized;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@EveryDatabase
class PasswordLoginTest {
    private final IdentityFixture identity;

    PasswordLoginTest(TestDatabase engine) {
        this.identity = new IdentityFixture(
                engine,
                Map.of(
                        "security_compliance.lockout_failure_attempts", "2",
                        "security_compliance.lockout_duration", "60",
                        "security_compliance.password_expires_days", "10",
                        "security_compliance.disable_user_account_days_inactive", "5"));
    }

    @AfterEach
    void close() {
        identity.close();
    }

    @Test
    void theRightPasswordIsProof() {
        var user = identity.user("{'name': 'anna', 'password': 'right'}");
        assertThat(identity.login(user, "right").id()).isEqualTo(user.id());
        refused(user, "wrong", "The request you have made requires authentication.");
    }

    @Test
    void nobodyIsRefusedAsAWrongPasswordIs() {
        assertThatThrownBy(() -> identity.users.authenticate(Origin.SYSTEM, "nope", "x"))
                .isInstanceOf(Unauthorized.class)
                .hasMessage("The request you have made requires authentication.");
        assertThatThrownBy(() -> identity.users.authenticateUnknown("x")).isInstanceOf(Unauthorized.class);
        var withoutPassword = identity.user("{'name': 'anna'}");
        refused(withoutPassword, "", "The request you have made requires authentication.");
    }

    @Test
    void failuresLockTheAccountForAWhile() {
        var user = identity.user("{'name': 'anna', 'password': 'right'}");
        fail(user, 2);
        refused(user, "right", "The request you have made requires authentication.");
        identity.pass(Duration.ofSeconds(61));
        fail(user, 1);
        identity.login(user, "right");
        fail(user, 1);
        identity.login(user, "right");
    }

    @Test
    void whoMayNotBeLockedIsNot() {
        var user = identity.user(
                "{'name': 'anna', 'password': 'right'," + "'options': {'ignore_lockout_failure_attempts': true}}");
        fail(user, 5);
        identity.login(user, "right");
    }

    @Test
    void anyUpdateOfAnEnabledUserEndsTheLock() {
        var user = identity.user("{'name': 'anna', 'password': 'right'}");
        fail(user, 2);
        identity.update(user.id(), "{'description': 'x'}");
        identity.login(user, "right");
    }

    @Test
    void aDisabledUserLearnsSoOnlyByTheRightPassword() {
        var user = identity.user("{'name': 'anna', 'password': 'right', 'enabled': false}");
        refused(user, "wrong", "The request you have made requires authentication.");
        refused(user, "right", "The account is disabled for user: " + user.id() + ".");
    }

    @Test
    void anExpiredPasswordIsNoProof() {
        var user = identity.user("{'name': 'anna', 'password': 'right', 'options': {'ignore_user_inactivity': true}}");
        assertThat(user.passwordExpiresAt()).isEqualTo("2026-03-11T12:00:00Z");
        identity.pass(Duration.ofDays(10));
        refused(user, "right", "The password is expired and needs to be changed for user: " + user.id() + ".");
        identity.update(user.id(), "{'options': {'ignore_password_expiry': true}}");
        identity.login(user, "right");
    }

    @Test
    void whoStaysAwayForTooLongIsDisabled() {
        var user = identity.user("{'name': 'anna', 'password': 'right'}");
        identity.pass(Duration.ofDays(4));
        identity.login(user, "right");
        identity.pass(Duration.ofDays(4));
        assertThat(identity.users.find(user.id()).orElseThrow().enabled()).isTrue();
        identity.pass(Duration.ofDays(1));
        assertThat(identity.users.find(user.id()).orElseThrow().enabled()).isFalse();
        refused(user, "right", "The account is disabled for user: " + user.id() + ".");
        identity.update(user.id(), "{'enabled': true}");
        identity.login(user, "right");
    }

    @Test
    void aLoginWritesOnceADay() {
        var user = identity.user("{'name': 'anna', 'password': 'right', 'options': {'ignore_password_expiry': true}}");
        identity.pass(Duration.ofDays(1));
        identity.login(user, "right");
        identity.statements.reset();
        identity.login(user, "right");
        assertThat(identity.statements.count()).isEqualTo(3);
        assertThat(identity.statements.statements()).allMatch(sql -> sql.startsWith("select"));
    }

    private void fail(User user, int times) {
        for (int i = 0; i < times; i++) {
            refused(user, "wrong", "The request you have made requires authentication.");
        }
    }

    private void refused(User user, String password, String text) {
        assertThatThrownBy(() -> identity.login(user, password))
                .isInstanceOf(Unauthorized.class)
                .hasMessage(text);
    }
}
