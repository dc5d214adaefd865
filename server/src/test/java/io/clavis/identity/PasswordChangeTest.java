package io.clavis.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clavis.db.EveryDatabase;
import io.clavis.db.TestDatabase;
import io.clavis.http.BadRequest;
import io.clavis.http.Unauthorized;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@EveryDatabase
class PasswordChangeTest {
    private final TestDatabase engine;
    private IdentityFixture identity;

    PasswordChangeTest(TestDatabase engine) {
        this.engine = engine;
        this.identity = new IdentityFixture(engine, Map.of());
    }

    @AfterEach
    void close() {
        identity.close();
    }

    @Test
    void theNewPasswordTakesThePlaceOfTheOldOne() {
        var user = identity.user("{'name': 'anna', 'password': 'first'}");
        identity.changePassword(user, "first", "second");
        identity.login(user, "second");
        assertThatThrownBy(() -> identity.login(user, "first")).isInstanceOf(Unauthorized.class);
        assertThatThrownBy(() -> identity.changePassword(user, "first", "third"))
                .isInstanceOf(Unauthorized.class)
                .hasMessage("The request you have made requires authentication.");
        assertThat(identity.revoked).containsExactly(user.id());
        identity.changePassword(user, "second", "second");
    }

    @Test
    void aLockedPasswordStays() {
        var user = identity.user("{'name': 'anna', 'password': 'first', 'options': {'lock_password': true}}");
        assertThatThrownBy(() -> identity.changePassword(user, "first", "second"))
                .isInstanceOf(BadRequest.class)
                .hasMessageContaining("password policy disallowing password changes");
        identity.login(user, "first");
    }

    @Test
    void theLastPasswordsAreNotUsedAgain() {
        configure("unique_last_password_count", "3");
        var user = identity.user("{'name': 'anna', 'password': 'one'}");
        identity.changePassword(user, "one", "two");
        identity.pass(Duration.ofSeconds(1));
        identity.changePassword(user, "two", "three");
        assertThatThrownBy(() -> identity.changePassword(user, "three", "one"))
                .isInstanceOf(BadRequest.class)
                .hasMessageEndingWith("must be unique is 3.");
        identity.pass(Duration.ofSeconds(1));
        identity.changePassword(user, "three", "four");
        identity.pass(Duration.ofSeconds(1));
        identity.changePassword(user, "four", "one");
    }

    @Test
    void aPasswordOfOnesOwnIsKeptForAWhile() {
        configure("minimum_password_age", "2");
        var user = identity.user("{'name': 'anna', 'password': 'one'}");
        identity.changePassword(user, "one", "two");
        identity.pass(Duration.ofHours(30));
        assertThatThrownBy(() -> identity.changePassword(user, "two", "three"))
                .isInstanceOf(BadRequest.class)
                .hasMessage("You cannot change your password at this time due to the minimum password age. Once you"
                        + " change your password, it must be used for 2 day(s) before it can be changed. Please try"
                        + " again in 0 day(s) or contact your administrator to reset your password.");
        identity.pass(Duration.ofHours(18));
        identity.changePassword(user, "two", "three");
    }

    @Test
    void aPasswordMustMatchTheExpression() {
        configure("password_regex", "^[a-z]{3,}$", "password_regex_description", "three letters");
        assertThatThrownBy(() -> identity.user("{'name': 'anna', 'password': 'a1'}"))
                .isInstanceOf(BadRequest.class)
                .hasMessage("The password does not match the requirements: three letters.");
        assertThatThrownBy(() -> identity.user("{'name': 'anna', 'password': null}"))
                .hasMessage("Password validation error: Password must be a string type.");
        var user = identity.user("{'name': 'anna', 'password': 'abc'}");
        assertThatThrownBy(() -> identity.changePassword(user, "abc", "x")).isInstanceOf(BadRequest.class);
        assertThatThrownBy(() -> identity.update(user.id(), "{'password': 'x'}"))
                .isInstanceOf(BadRequest.class);
    }

    @Test
    void anExpressionThatTakesTooLongRefusesThePassword() {
        configure("password_regex", "^.*.*.*.*=$");
        var endless = "{'name': 'anna', 'password': '" + "a".repeat(200) + "!'}";
        assertThatThrownBy(() -> identity.user(endless))
                .isInstanceOf(BadRequest.class)
                .hasMessageContaining("too long to compare");
    }

    @Test
    void anUnreadableExpressionRefusesEveryPassword() {
        configure("password_regex", "(");
        assertThatThrownBy(() -> identity.user("{'name': 'anna', 'password': 'abc'}"))
                .hasMessage("Password validation error: Unable to validate password due to invalid configuration.");
        identity.user("{'name': 'anna'}");
    }

    @Test
    void aPasswordOfAnothersChoiceMustBeChangedFirst() {
        configure("change_password_upon_first_use", "true");
        var user = identity.user("{'name': 'anna', 'password': 'first'}");
        assertThatThrownBy(() -> identity.login(user, "first"))
                .hasMessage("The password is expired and needs to be changed for user: " + user.id() + ".");
        identity.pass(Duration.ofSeconds(1));
        identity.changePassword(user, "first", "second");
        identity.login(user, "second");
        identity.pass(Duration.ofSeconds(1));
        identity.update(user.id(), "{'password': 'third'}");
        assertThatThrownBy(() -> identity.login(user, "third")).isInstanceOf(Unauthorized.class);
        identity.pass(Duration.ofSeconds(1));
        identity.update(
                user.id(), "{'password': 'fourth', 'options': {'ignore_change_password_upon_first_use': true}}");
        identity.login(user, "fourth");
    }

    private void configure(String... options) {
        identity.close();
        var values = new java.util.HashMap<String, String>();
        for (int i = 0; i < options.length; i += 2) {
            values.put("security_compliance." + options[i], options[i + 1]);
        }
        identity = new IdentityFixture(engine, values);
    }
}
