package io.clavis.config;

import java.util.List;
import java.util.Optional;

/** Options of the group DEFAULT that are Keystone's own. */
public final class DefaultOptions {
    private static final String GROUP = "DEFAULT";

    public static final Option<Optional<String>> ADMIN_TOKEN = Option.string(
                    GROUP,
                    "admin_token",
                    "Shared secret that upstream once accepted as a token with every right; never set it in production")
            .hidden();

    public static final Option<Optional<String>> DEFAULT_PUBLISHER_ID = Option.string(
            GROUP, "default_publisher_id", "Publisher named in notifications; by default identity.<host>");

    public static final Option<Boolean> INSECURE_DEBUG = Option.bool(
            GROUP,
            "insecure_debug",
            false,
            "Tell clients why authentication or authorization failed, which also tells attackers");

    public static final Option<Optional<Integer>> LIST_LIMIT =
            Option.integer(GROUP, "list_limit", "Most entities that a list returns where its own group sets no limit");

    public static final Option<Integer> MAX_DB_LIMIT = Option.integer(
                    GROUP,
                    "max_db_limit",
                    1000,
                    "Most rows that a database query returns whatever the client asks for; 0 for no bound")
            .atLeast(0);

    public static final Option<Integer> MAX_PARAM_SIZE = Option.integer(
                    GROUP, "max_param_size", 64, "Most characters of an id or a name in a request path")
            .deprecated();

    public static final Option<Integer> MAX_PROJECT_TREE_DEPTH =
            Option.integer(GROUP, "max_project_tree_depth", 5, "Most levels of projects below a domain");

    public static final Option<Integer> MAX_TOKEN_SIZE = Option.integer(
            GROUP,
            "max_token_size",
            255,
            "Most characters of a token; lower than what the provider needs breaks validation");

    public static final Option<String> NOTIFICATION_FORMAT = Option.string(
                    GROUP, "notification_format", "cadf", "Format of notifications: bare, or CADF audit events")
            .choices("basic", "cadf");

    public static final Option<List<String>> NOTIFICATION_OPT_OUT = Option.multi(
            GROUP,
            "notification_opt_out",
            List.of("identity.authenticate.success", "identity.authenticate.pending"),
            "Event types that are not notified");

    public static final Option<Optional<String>> PUBLIC_ENDPOINT = Option.uri(
            GROUP, "public_endpoint", "Base URL shown in links and version documents; by default that of the request");

    public static final Option<Boolean> STRICT_PASSWORD_CHECK = Option.bool(
            GROUP,
            "strict_password_check",
            false,
            "Refuse passwords longer than the hash can take in instead of cutting them");

    static final List<Option<?>> ALL = List.of(
            ADMIN_TOKEN,
            DEFAULT_PUBLISHER_ID,
            INSECURE_DEBUG,
            LIST_LIMIT,
            MAX_DB_LIMIT,
            MAX_PARAM_SIZE,
            MAX_PROJECT_TREE_DEPTH,
            MAX_TOKEN_SIZE,
            NOTIFICATION_FORMAT,
            NOTIFICATION_OPT_OUT,
            PUBLIC_ENDPOINT,
            STRICT_PASSWORD_CHECK);

    private DefaultOptions() {}
}
