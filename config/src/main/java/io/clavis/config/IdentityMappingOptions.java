package io.clavis.config;

import java.util.List;

/** Options of the group {@code [identity_mapping]}. */
public final class IdentityMappingOptions {
    private static final String GROUP = "identity_mapping";

    public static final Option<Boolean> BACKWARD_COMPATIBLE_IDS = Option.bool(
            GROUP, "backward_compatible_ids", true, "Keep the LDAP ids of the default domain as public ids");

    public static final Option<String> DRIVER = Option.string(GROUP, "driver", "sql", "Where id mappings are kept");

    public static final Option<String> GENERATOR =
            Option.string(GROUP, "generator", "sha256", "What makes public ids of entities outside the database");

    static final List<Option<?>> ALL = List.of(BACKWARD_COMPATIBLE_IDS, DRIVER, GENERATOR);

    private IdentityMappingOptions() {}
}
