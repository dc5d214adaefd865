package io.clavis.operator.resource;

import java.util.List;

/**
 * What somebody wants of a {@link KeystoneApplicationCredential}.
 *
 * @param secret the name of a Secret with the user's password
 * @param passwordSelector the key of the password in it
 * @param expirationDays days that it lives
 * @param gracePeriodDays days before its end at which it is renewed
 * @param accessRules what it may be used for; empty for everything
 */
public record KeystoneApplicationCredentialSpec(
        String userName,
        String secret,
        String passwordSelector,
        Integer expirationDays,
        Integer gracePeriodDays,
        List<String> roles,
        Boolean unrestricted,
        List<AccessRule> accessRules) {
    private static final int EXPIRATION_DAYS = 365;
    private static final int GRACE_PERIOD_DAYS = 182;

    public KeystoneApplicationCredentialSpec {
        expirationDays = expirationDays == null ? EXPIRATION_DAYS : expirationDays;
        gracePeriodDays = gracePeriodDays == null ? GRACE_PERIOD_DAYS : gracePeriodDays;
        roles = roles == null ? List.of() : List.copyOf(roles);
        unrestricted = unrestricted != null && unrestricted;
        accessRules = accessRules == null ? List.of() : List.copyOf(accessRules);
    }

    /** A request that it may be used for. */
    public record AccessRule(String service, String method, String path) {}
}
