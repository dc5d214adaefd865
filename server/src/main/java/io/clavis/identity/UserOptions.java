package io.clavis.identity;

import io.clavis.http.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was set for one user against the rules for all. Immutable.
 *
 * @param values by option; what is absent was never set
 */
public record UserOptions(Map<UserOption, JsonNode> values) {
    /** Nothing set. */
    public static final UserOptions NONE = new UserOptions(Map.of());

    public UserOptions {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** {@code ignore_change_password_upon_first_use}. */
    public boolean ignoresChangePasswordUponFirstUse() {
        return isTrue(UserOption.IGNORE_CHANGE_PASSWORD_UPON_FIRST_USE);
    }

    /** {@code ignore_password_expiry}. */
    public boolean ignoresPasswordExpiry() {
        return isTrue(UserOption.IGNORE_PASSWORD_EXPIRY);
    }

    /** {@code ignore_lockout_failure_attempts}. */
    public boolean ignoresLockout() {
        return isTrue(UserOption.IGNORE_LOCKOUT_FAILURE_ATTEMPTS);
    }

    /** {@code lock_password}: the user may not change the password. */
    public boolean locksPassword() {
        return isTrue(UserOption.LOCK_PASSWORD);
    }

    /** {@code ignore_user_inactivity}. */
    public boolean ignoresInactivity() {
        return isTrue(UserOption.IGNORE_USER_INACTIVITY);
    }

    /** {@code multi_factor_auth_enabled}: true unless set. */
    public boolean multiFactorAuthEnabled() {
        var value = values.get(UserOption.MULTI_FACTOR_AUTH_ENABLED);
        return value == null || value.asBoolean(true);
    }

    /** {@code multi_factor_auth_rules}: any of these sets of methods is enough; empty where there are no rules. */
    public List<List<String>> multiFactorAuthRules() {
        var rules = values.get(UserOption.MULTI_FACTOR_AUTH_RULES);
        if (rules == null || !rules.isArray()) {
            return List.of();
        }
        return rules.valueStream()
                .map(rule -> rule.valueStream().map(JsonNode::asString).toList())
                .toList();
    }

    /** Whether rules are there and switched on. */
    public boolean multiFactorAuthActive() {
        return multiFactorAuthEnabled() && !multiFactorAuthRules().isEmpty();
    }

    /** The options as the API shows them. */
    public ObjectNode json() {
        var json = JsonNodeFactory.instance.objectNode();
        values.forEach((option, value) -> json.set(option.text(), value));
        return json;
    }

    /** The same, written. */
    void write(JsonGenerator out) {
        out.writeStartObject();
        values.forEach((option, value) -> {
            out.writeName(option.text());
            Json.write(value, out);
        });
        out.writeEndObject();
    }

    private boolean isTrue(UserOption option) {
        var value = values.get(option);
        return value != null && value.isBoolean() && value.asBoolean();
    }
}
