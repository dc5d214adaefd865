package io.clavis.config;

import java.util.List;
import java.util.Optional;

/** Options of the group {@code [token]}. */
public final class TokenOptions {
    private static final String GROUP = "token";

    public static final Option<Long> ALLOW_EXPIRED_WINDOW = Option.longInteger(
            GROUP,
            "allow_expired_window",
            172800L,
            "Seconds after its end in which an expired token may still be fetched by services");

    public static final Option<Boolean> ALLOW_RESCOPE_SCOPED_TOKEN = Option.bool(
            GROUP, "allow_rescope_scoped_token", true, "Let a scoped token be exchanged for one of another scope");

    public static final Option<Boolean> CACHE_ON_ISSUE = Option.bool(
                    GROUP, "cache_on_issue", true, "Put new tokens into the cache at once")
            .deprecated();

    public static final Option<Optional<Long>> CACHE_TIME = Option.longInteger(
                    GROUP, "cache_time", "Seconds that tokens are cached; by default that of [cache] expiration_time")
            .atLeast(0);

    public static final Option<Boolean> CACHING = Option.bool(GROUP, "caching", true, "Cache tokens");

    public static final Option<Long> EXPIRATION = Option.longInteger(
                    GROUP, "expiration", 3600L, "Seconds that a token lives")
            .atLeast(0);

    public static final Option<String> PROVIDER = Option.string(GROUP, "provider", "fernet", "Format of tokens");

    public static final Option<Boolean> REVOKE_BY_ID =
            Option.bool(GROUP, "revoke_by_id", true, "Revoke single tokens by their audit id");

    static final List<Option<?>> ALL = List.of(
            ALLOW_EXPIRED_WINDOW,
            ALLOW_RESCOPE_SCOPED_TOKEN,
            CACHE_ON_ISSUE,
            CACHE_TIME,
            CACHING,
            EXPIRATION,
            PROVIDER,
            REVOKE_BY_ID);

    private TokenOptions() {}
}
