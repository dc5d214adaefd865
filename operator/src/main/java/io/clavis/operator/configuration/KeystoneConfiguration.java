package io.clavis.operator.configuration;

import io.clavis.config.LogOptions;
import io.clavis.operator.resource.FernetSpec;
import io.clavis.operator.resource.KeystoneSpec;
import io.clavis.operator.resource.LoggingSpec;
import io.clavis.operator.resource.ServerSpec;
import java.util.LinkedHashMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The file {@code keystone.conf}: the operator's own values, over them those of plugins, over all of them
 * {@code extraConfig}. No password is in it: the environment variable {@code OS_DATABASE__CONNECTION} holds the
 * database's address, and wins over what stands here.
 *
 * <p>{@code credentialKeys.maxActiveKeys} is not in it: Keystone always keeps three keys of credentials and has no option
 * for it.
 */
public final class KeystoneConfiguration {
    /** Instead of the database's address. */
    static final String PLACEHOLDER = "mysql+pymysql://see-OS_DATABASE__CONNECTION/keystone";

    private KeystoneConfiguration() {}

    /**
     * The text of the file.
     *
     * @throws InvalidSpecification where a name or a value cannot stand in such a file
     */
    public static String render(KeystoneSpec spec) {
        if (spec.extraConfig().entrySet().stream()
                .anyMatch(section -> section.getKey().equalsIgnoreCase("database")
                        && section.getValue().containsKey("connection"))) {
            throw new InvalidSpecification(
                    "spec.extraConfig[database][connection]",
                    "the address of the database comes from spec.database and its Secret");
        }
        var file = defaults(spec);
        for (var plugin : spec.plugins()) {
            file.setAll("spec.plugins[" + plugin.name() + "].config", plugin.configSection(), plugin.config());
        }
        if (spec.federation() != null && !spec.federation().trustedDashboards().isEmpty()) {
            file.set("federation", "trusted_dashboard", spec.federation().trustedDashboards());
        }
        // In one order always: names that differ in case only are one section.
        new TreeMap<>(spec.extraConfig())
                .forEach((section, options) -> file.setAll("spec.extraConfig[" + section + "]", section, options));
        return file.text();
    }

    private static OsloFile defaults(KeystoneSpec spec) {
        var servers = String.join(",", spec.cache().addresses());
        var keys = spec.fernet().maxActiveKeys().toString();
        var file = new OsloFile()
                .set("token", "provider", "fernet")
                .set("fernet_tokens", "key_repository", Paths.FERNET_KEYS + "/")
                .set("fernet_tokens", "max_active_keys", keys)
                .set("fernet_receipts", "key_repository", Paths.FERNET_KEYS + "/")
                .set("fernet_receipts", "max_active_keys", keys)
                .set("credential", "key_repository", Paths.CREDENTIAL_KEYS + "/")
                .set("cache", "enabled", "true")
                .set("cache", "backend", spec.cache().backend())
                .set("cache", "memcache_servers", servers)
                .set("memcache", "servers", servers)
                .set("paste_deploy", "config_file", Paths.HOME + "/api-paste.ini")
                .set("oslo_middleware", "enable_proxy_headers_parsing", "true")
                .set("oslo_policy", "enforce_scope", "true")
                .set("oslo_policy", "enforce_new_defaults", "true")
                .set("identity", "default_domain_id", "default")
                .set("database", "max_retries", "-1")
                .set("database", "connection_recycle_time", "600")
                .set("database", "connection", PLACEHOLDER);
        logging(file, spec.logging());
        if (spec.policyOverrides() != null) {
            file.set("oslo_policy", "policy_file", Paths.HOME + "/policy.yaml");
        }
        if (spec.server().kind() == ServerSpec.Kind.Clavis) {
            clavis(file, spec);
        }
        return file;
    }

    /** A file of {@link LoggingConfiguration} decides for Python; Clavis reads the rest. */
    private static void logging(OsloFile file, LoggingSpec logging) {
        file.set("DEFAULT", "use_stderr", "true")
                .set(
                        "DEFAULT",
                        "debug",
                        String.valueOf(logging.debug() || logging.level().equals("DEBUG")))
                .set("DEFAULT", "log_config_append", Paths.HOME + "/logging.conf");
        if (logging.format().equals("json")) {
            file.set("DEFAULT", "use_json", "true");
        }
        boolean quieter = !logging.level().equals("INFO") && !logging.level().equals("DEBUG");
        if (!quieter && logging.perLoggerLevels().isEmpty()) {
            return;
        }
        var levels = new LinkedHashMap<>(LoggingConfiguration.levels(logging));
        if (quieter) {
            levels.putIfAbsent("root", logging.level());
            levels.putIfAbsent("io.clavis", logging.level());
        }
        file.set(
                "DEFAULT",
                LogOptions.DEFAULT_LOG_LEVELS.name(),
                levels.entrySet().stream()
                        .map(level -> level.getKey() + "=" + level.getValue())
                        .collect(Collectors.joining(",")));
    }

    private static void clavis(OsloFile file, KeystoneSpec spec) {
        var deployment = spec.deployment();
        // Who does not end by itself within the grace period is killed; one second is for ending.
        long left = deployment.terminationGracePeriodSeconds() - deployment.preStopSleepSeconds() - 1;
        file.set("clavis", "bind_host", "0.0.0.0")
                .set("clavis", "bind_port", "5000")
                .set("clavis", "shutdown_timeout", String.valueOf(Math.max(1, left)));
        if (spec.server().requestTimeout() != null) {
            file.set("clavis", "request_timeout", spec.server().requestTimeout().toString());
        }
        if (spec.fernet().mode() == FernetSpec.Mode.Server) {
            file.set("clavis", "key_management", "database")
                    .set("clavis", "key_encryption_key_file", Paths.KEY_ENCRYPTION + "/key");
        }
    }
}
