package io.clavis.composition;

import com.sun.management.UnixOperatingSystemMXBean;
import io.clavis.auth.AssertionSettings;
import io.clavis.catalog.Catalog;
import io.clavis.config.ClavisOptions;
import io.clavis.config.Configuration;
import io.clavis.config.DefaultOptions;
import io.clavis.config.EndpointFilterOptions;
import io.clavis.config.FederationOptions;
import io.clavis.config.HealthcheckOptions;
import io.clavis.config.IdentityOptions;
import io.clavis.config.MiddlewareOptions;
import io.clavis.config.OsloPolicyOptions;
import io.clavis.config.RevokeOptions;
import io.clavis.config.TokenOptions;
import io.clavis.crypto.password.PasswordAlgorithm;
import io.clavis.crypto.password.PasswordSettings;
import io.clavis.federation.SchemaVersion;
import io.clavis.http.Gateway;
import io.clavis.http.HealthCheck;
import io.clavis.http.Listener;
import io.clavis.policy.PolicySettings;
import io.clavis.policy.RemoteSettings;
import io.clavis.throttle.ThrottleSettings;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Options become the settings that each capability takes. */
final class Settings {
    private static final int HASH_QUEUE = 1000;
    private static final int MAX_CONNECTIONS = 4_000;
    private static final int FILES_OF_OUR_OWN = 200;
    private static final int SCRYPT_LOG_N = 16;
    private static final int SCRYPT_BLOCK_SIZE = 8;
    private static final int SALT_BYTES = 16;

    private Settings() {}

    static PasswordSettings passwords(Configuration configuration) {
        var algorithm = PasswordAlgorithm.of(configuration.get(IdentityOptions.PASSWORD_HASH_ALGORITHM));
        int concurrency = configuration.get(ClavisOptions.HASH_CONCURRENCY);
        return new PasswordSettings(
                algorithm,
                configuration.get(IdentityOptions.PASSWORD_HASH_ROUNDS).orElse(algorithm.defaultRounds()),
                SCRYPT_LOG_N,
                configuration.get(IdentityOptions.SCRYPT_BLOCK_SIZE).orElse(SCRYPT_BLOCK_SIZE),
                configuration.get(IdentityOptions.SCRYPT_PARALLELISM).orElse(1),
                configuration.get(IdentityOptions.SALT_BYTESIZE).orElse(SALT_BYTES),
                configuration.get(IdentityOptions.MAX_PASSWORD_LENGTH),
                configuration.get(DefaultOptions.STRICT_PASSWORD_CHECK),
                concurrency == 0 ? PasswordSettings.allButOneProcessor() : concurrency,
                HASH_QUEUE,
                Duration.ofSeconds(configuration.get(ClavisOptions.HASH_QUEUE_TIME)));
    }

    static Catalog.Settings catalog(Configuration configuration) {
        return new Catalog.Settings(
                configuration.get(DefaultOptions.PUBLIC_ENDPOINT),
                configuration.get(EndpointFilterOptions.RETURN_ALL_ENDPOINTS_IF_NO_FILTER));
    }

    static SchemaVersion mappingVersion(Configuration configuration) {
        var version = configuration.get(FederationOptions.ATTRIBUTE_MAPPING_DEFAULT_SCHEMA_VERSION);
        return SchemaVersion.of(version)
                .orElseThrow(() -> new StartFailure("[federation] attribute_mapping_default_schema_version: " + version
                        + " is not known; there are 1.0, 2.0 and 3.0."));
    }

    static Duration revocationAge(Configuration configuration) {
        return Duration.ofSeconds(
                configuration.get(TokenOptions.EXPIRATION) + configuration.get(RevokeOptions.EXPIRATION_BUFFER));
    }

    static PolicySettings policy(Configuration configuration) {
        return new PolicySettings(
                Optional.of(configuration.locate(configuration.get(OsloPolicyOptions.POLICY_FILE))),
                configuration.get(OsloPolicyOptions.POLICY_DIRS).stream()
                        .map(configuration::locate)
                        .toList(),
                configuration.get(OsloPolicyOptions.ENFORCE_SCOPE),
                configuration.get(OsloPolicyOptions.ENFORCE_NEW_DEFAULTS),
                configuration.get(OsloPolicyOptions.POLICY_DEFAULT_RULE),
                remote(configuration));
    }

    private static RemoteSettings remote(Configuration configuration) {
        return new RemoteSettings(
                configuration.get(OsloPolicyOptions.REMOTE_CONTENT_TYPE).equals("application/json"),
                configuration.get(OsloPolicyOptions.REMOTE_SSL_VERIFY_SERVER_CRT),
                configuration
                        .get(OsloPolicyOptions.REMOTE_SSL_CA_CRT_FILE)
                        .map(Path::of)
                        .orElse(null),
                configuration
                        .get(OsloPolicyOptions.REMOTE_SSL_CLIENT_CRT_FILE)
                        .map(Path::of)
                        .orElse(null),
                configuration
                        .get(OsloPolicyOptions.REMOTE_SSL_CLIENT_KEY_FILE)
                        .map(Path::of)
                        .orElse(null),
                Duration.ofMillis(Math.round(configuration.get(OsloPolicyOptions.REMOTE_TIMEOUT) * 1000)));
    }

    static Gateway.Settings gateway(Configuration configuration) {
        return new Gateway.Settings(
                configuration.get(DefaultOptions.PUBLIC_ENDPOINT).map(Settings::withoutSlash),
                configuration.get(DefaultOptions.INSECURE_DEBUG));
    }

    static HealthCheck.Settings health(Configuration configuration) {
        var backends = configuration.get(HealthcheckOptions.BACKENDS);
        if (backends.contains("disable_by_file") && backends.contains("enable_by_files")) {
            throw new StartFailure("[healthcheck] backends: disable_by_file and enable_by_files exclude each other.");
        }
        var checks = new ArrayList<HealthCheck.Files>();
        for (var backend : backends) {
            switch (backend) {
                case "disable_by_file" ->
                    checks.add(HealthCheck.Files.unwanted(
                            configuration.get(HealthcheckOptions.DISABLE_BY_FILE_PATH).stream()
                                    .map(Path::of)
                                    .toList()));
                case "disable_by_files_ports" -> checks.add(HealthCheck.Files.unwanted(ofOurPort(configuration)));
                case "enable_by_files" ->
                    checks.add(
                            HealthCheck.Files.wanted(configuration.get(HealthcheckOptions.ENABLE_BY_FILE_PATHS).stream()
                                    .map(Path::of)
                                    .toList()));
                default -> throw new StartFailure("[healthcheck] backends: " + backend + " is not known.");
            }
        }
        return new HealthCheck.Settings(checks, configuration.get(HealthcheckOptions.IGNORE_PROXIED_REQUESTS));
    }

    // Entries are port:path.
    private static List<Path> ofOurPort(Configuration configuration) {
        var prefix = configuration.get(ClavisOptions.BIND_PORT) + ":";
        return configuration.get(HealthcheckOptions.DISABLE_BY_FILE_PATHS).stream()
                .map(String::strip)
                .filter(entry -> entry.startsWith(prefix))
                .map(entry -> Path.of(entry.substring(prefix.length())))
                .toList();
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    static Listener.Settings listener(Configuration configuration) {
        return new Listener.Settings(
                configuration.get(ClavisOptions.BIND_HOST),
                configuration.get(ClavisOptions.BIND_PORT),
                configuration.get(MiddlewareOptions.MAX_REQUEST_BODY_SIZE),
                configuration.get(ClavisOptions.MAX_HEADER_SIZE),
                maxConnections(configuration.get(ClavisOptions.MAX_CONNECTIONS)),
                Duration.ofSeconds(configuration.get(ClavisOptions.REQUEST_TIMEOUT)),
                configuration.get(MiddlewareOptions.ENABLE_PROXY_HEADERS_PARSING),
                tls(configuration),
                Duration.ofSeconds(configuration.get(ClavisOptions.SHUTDOWN_TIMEOUT)));
    }

    // The library stops to listen where it cannot open another file.
    private static int maxConnections(int configured) {
        long files = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
        long possible = Math.max(1, files - FILES_OF_OUR_OWN);
        return (int) Math.min(configured == 0 ? MAX_CONNECTIONS : configured, possible);
    }

    /** How proxies hand assertions on; refuses a trusted proxy that is no address. */
    static AssertionSettings assertions(Configuration configuration) {
        try {
            return AssertionSettings.of(configuration);
        } catch (IllegalArgumentException noNetwork) {
            throw new StartFailure("[clavis] trusted_proxies: " + noNetwork.getMessage() + ".", noNetwork);
        }
    }

    /** How much guessing is put up with; refuses a proxy that is no address. */
    static ThrottleSettings throttle(Configuration configuration) {
        // Says it where one of these is none.
        assertions(configuration);
        try {
            return ThrottleSettings.of(configuration);
        } catch (IllegalArgumentException noNetwork) {
            throw new StartFailure("[clavis] address_proxies: " + noNetwork.getMessage() + ".", noNetwork);
        }
    }

    private static Optional<Listener.TlsFiles> tls(Configuration configuration) {
        var certificate = configuration.get(ClavisOptions.TLS_CERT_FILE);
        var key = configuration.get(ClavisOptions.TLS_KEY_FILE);
        if (certificate.isPresent() != key.isPresent()) {
            throw new StartFailure("[clavis] tls_cert_file and tls_key_file belong together: set both, or neither.");
        }
        var clients = configuration
                .get(ClavisOptions.TLS_CLIENT_CA_FILE)
                .map(file -> new Listener.ClientAuthorities(
                        readable(file), configuration.get(ClavisOptions.TLS_CLIENT_CERT_REQUIRED)));
        if (clients.isPresent() && certificate.isEmpty()) {
            throw new StartFailure("[clavis] tls_client_ca_file needs tls_cert_file and tls_key_file.");
        }
        if (clients.isEmpty() && configuration.get(ClavisOptions.TLS_CLIENT_CERT_REQUIRED)) {
            throw new StartFailure("[clavis] tls_client_cert_required needs tls_client_ca_file.");
        }
        return certificate.map(file -> new Listener.TlsFiles(readable(file), readable(key.orElseThrow()), clients));
    }

    private static Path readable(String file) {
        var path = Path.of(file);
        if (!Files.isReadable(path)) {
            throw new StartFailure(
                    "[clavis] tls_cert_file, tls_key_file and tls_client_ca_file: " + file + " cannot be read.");
        }
        return path;
    }
}
