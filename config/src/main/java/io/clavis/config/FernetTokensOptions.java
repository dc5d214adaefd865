package io.clavis.config;

import java.util.List;

/** Options of the group {@code [fernet_tokens]}. */
public final class FernetTokensOptions {
    private static final String GROUP = "fernet_tokens";

    public static final Option<String> KEY_REPOSITORY = Option.string(
            GROUP, "key_repository", "/etc/keystone/fernet-keys/", "Directory of the Fernet keys of tokens");

    public static final Option<Integer> MAX_ACTIVE_KEYS = Option.integer(
                    GROUP, "max_active_keys", 3, "Most keys that rotation keeps for tokens")
            .atLeast(1);

    static final List<Option<?>> ALL = List.of(KEY_REPOSITORY, MAX_ACTIVE_KEYS);

    private FernetTokensOptions() {}
}
