package io.clavis.identity;

import java.util.Locale;
import java.util.Optional;

/** The options that a user can have, with the ids under which upstream stores them. */
public enum UserOption {
    IGNORE_CHANGE_PASSWORD_UPON_FIRST_USE("1000"),
    IGNORE_PASSWORD_EXPIRY("1001"),
    IGNORE_LOCKOUT_FAILURE_ATTEMPTS("1002"),
    LOCK_PASSWORD("1003"),
    IGNORE_USER_INACTIVITY("1004"),
    MULTI_FACTOR_AUTH_RULES("MFAR"),
    MULTI_FACTOR_AUTH_ENABLED("MFAE");

    private final String id;

    UserOption(String id) {
        this.id = id;
    }

    /** What {@code user_option.option_id} holds. */
    public String id() {
        return id;
    }

    /** The name in the API. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<UserOption> ofId(String id) {
        for (var option : values()) {
            if (option.id.equals(id)) {
                return Optional.of(option);
            }
        }
        return Optional.empty();
    }
}
