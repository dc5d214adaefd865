package io.clavis.config;

import java.util.List;
import java.util.Optional;

/** Options of the group {@code [oslo_policy]}. */
public final class OsloPolicyOptions {
    private static final String GROUP = "oslo_policy";

    public static final Option<Boolean> ENFORCE_NEW_DEFAULTS =
            Option.bool(GROUP, "enforce_new_defaults", true, "Leave the deprecated forms of default rules out");

    public static final Option<Boolean> ENFORCE_SCOPE =
            Option.bool(GROUP, "enforce_scope", true, "Refuse tokens whose scope a rule does not name");

    public static final Option<String> POLICY_DEFAULT_RULE =
            Option.string(GROUP, "policy_default_rule", "default", "Rule that stands for an unknown one");

    public static final Option<List<String>> POLICY_DIRS = Option.multi(
            GROUP, "policy_dirs", List.of("policy.d"), "Directory of further policy files; may be repeated");

    public static final Option<String> POLICY_FILE = Option.string(
            GROUP, "policy_file", "policy.yaml", "Policy file, relative to the configuration's directory");

    public static final Option<String> REMOTE_CONTENT_TYPE = Option.string(
                    GROUP,
                    "remote_content_type",
                    "application/x-www-form-urlencoded",
                    "Content type of requests to a remote policy check")
            .choices("application/x-www-form-urlencoded", "application/json");

    public static final Option<Optional<String>> REMOTE_SSL_CA_CRT_FILE =
            Option.string(GROUP, "remote_ssl_ca_crt_file", "Trusted certificates of a remote policy check");

    public static final Option<Optional<String>> REMOTE_SSL_CLIENT_CRT_FILE =
            Option.string(GROUP, "remote_ssl_client_crt_file", "Client certificate for a remote policy check");

    public static final Option<Optional<String>> REMOTE_SSL_CLIENT_KEY_FILE =
            Option.string(GROUP, "remote_ssl_client_key_file", "Client key for a remote policy check");

    public static final Option<Boolean> REMOTE_SSL_VERIFY_SERVER_CRT = Option.bool(
            GROUP, "remote_ssl_verify_server_crt", false, "Verify the certificate of a remote policy check");

    public static final Option<Double> REMOTE_TIMEOUT = Option.floating(
                    GROUP, "remote_timeout", 60.0, "Seconds to wait for a remote policy check")
            .atLeast(0);

    static final List<Option<?>> ALL = List.of(
            ENFORCE_NEW_DEFAULTS,
            ENFORCE_SCOPE,
            POLICY_DEFAULT_RULE,
            POLICY_DIRS,
            POLICY_FILE,
            REMOTE_CONTENT_TYPE,
            REMOTE_SSL_CA_CRT_FILE,
            REMOTE_SSL_CLIENT_CRT_FILE,
            REMOTE_SSL_CLIENT_KEY_FILE,
            REMOTE_SSL_VERIFY_SERVER_CRT,
            REMOTE_TIMEOUT);

    private OsloPolicyOptions() {}
}
