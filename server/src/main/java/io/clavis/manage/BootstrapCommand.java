package io.clavis.manage;

import io.clavis.composition.Capabilities;
import io.clavis.config.IdentityOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code bootstrap}: the first administrator. What the environment says goes before the command line, as upstream. */
@Command(
        name = "bootstrap",
        mixinStandardHelpOptions = true,
        description = "Makes the first domain, project, user, roles, region and identity endpoints; may be run again."
                + " Each option can be given as an environment variable OS_BOOTSTRAP_... too, which goes first.")
final class BootstrapCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable KeystoneManage manage;

    @Option(names = "--bootstrap-username", paramLabel = "OS_BOOTSTRAP_USERNAME", description = "admin by default.")
    private String username = "admin";

    @Option(names = "--bootstrap-password", paramLabel = "OS_BOOTSTRAP_PASSWORD", description = "Required.")
    private @Nullable String password;

    @Option(
            names = "--bootstrap-project-name",
            paramLabel = "OS_BOOTSTRAP_PROJECT_NAME",
            description = "admin by default.")
    private String projectName = "admin";

    @Option(names = "--bootstrap-role-name", paramLabel = "OS_BOOTSTRAP_ROLE_NAME", description = "admin by default.")
    private String roleName = "admin";

    @Option(
            names = "--bootstrap-service-name",
            paramLabel = "OS_BOOTSTRAP_SERVICE_NAME",
            description = "keystone by default.")
    private String serviceName = "keystone";

    @Option(names = "--bootstrap-admin-url", paramLabel = "OS_BOOTSTRAP_ADMIN_URL")
    private @Nullable String adminUrl;

    @Option(names = "--bootstrap-public-url", paramLabel = "OS_BOOTSTRAP_PUBLIC_URL")
    private @Nullable String publicUrl;

    @Option(names = "--bootstrap-internal-url", paramLabel = "OS_BOOTSTRAP_INTERNAL_URL")
    private @Nullable String internalUrl;

    @Option(names = "--bootstrap-region-id", paramLabel = "OS_BOOTSTRAP_REGION_ID")
    private @Nullable String regionId;

    @Option(
            names = "--immutable-roles",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Whether the roles that are made cannot be changed; so by default.")
    private boolean immutableRoles;

    @Override
    public Integer call() {
        var parent = Objects.requireNonNull(manage);
        var configuration = parent.configuration();
        var secret = either(parent.environment(), "PASSWORD", password);
        if (secret.isEmpty()) {
            parent.out().println("ERROR: Either --bootstrap-password argument or OS_BOOTSTRAP_PASSWORD must be set.");
            return 1;
        }
        var request = request(parent.environment(), secret.get());
        try (var capabilities = Capabilities.open(configuration)) {
            new Bootstrap(capabilities, configuration.get(IdentityOptions.DEFAULT_DOMAIN_ID)).run(request);
        }
        return 0;
    }

    private BootstrapRequest request(Map<String, String> environment, String secret) {
        var urls = new LinkedHashMap<String, String>();
        either(environment, "PUBLIC_URL", publicUrl).ifPresent(url -> urls.put("public", url));
        either(environment, "INTERNAL_URL", internalUrl).ifPresent(url -> urls.put("internal", url));
        either(environment, "ADMIN_URL", adminUrl).ifPresent(url -> urls.put("admin", url));
        return new BootstrapRequest(
                either(environment, "USERNAME", username).orElse(username),
                secret,
                either(environment, "PROJECT_NAME", projectName).orElse(projectName),
                either(environment, "ROLE_NAME", roleName).orElse(roleName),
                either(environment, "SERVICE_NAME", serviceName).orElse(serviceName),
                either(environment, "REGION_ID", regionId),
                urls,
                immutableRoles);
    }

    private static Optional<String> either(Map<String, String> environment, String name, @Nullable String option) {
        return Optional.ofNullable(environment.get("OS_BOOTSTRAP_" + name))
                .filter(value -> !value.isEmpty())
                .or(() -> Optional.ofNullable(option));
    }
}
