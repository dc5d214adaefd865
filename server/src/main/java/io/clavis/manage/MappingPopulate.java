package io.clavis.manage;

import io.clavis.composition.Capabilities;
import io.clavis.config.Configuration;
import io.clavis.config.ConfigurationException;
import io.clavis.config.DomainConfigurationFile;
import io.clavis.config.IdentityOptions;
import io.clavis.resource.Project;
import java.nio.file.Files;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/**
 * {@code mapping_populate}: gives every user of a domain's directory a public id. Users in SQL have theirs already, so
 * that there is nothing to do for them; directories cannot be read yet.
 */
@Command(
        name = "mapping_populate",
        mixinStandardHelpOptions = true,
        description = "Gives the users of a domain's directory their public ids. Users in the database have theirs;"
                + " directories (LDAP) cannot be read yet, which ends with an error.")
final class MappingPopulate implements Callable<Integer> {
    @ParentCommand
    private @Nullable KeystoneManage manage;

    @Option(names = "--domain-name", required = true, paramLabel = "NAME", description = "The name of the domain.")
    private String domainName = "";

    @Override
    public Integer call() {
        var parent = Objects.requireNonNull(manage);
        var configuration = parent.configuration();
        try (var capabilities = Capabilities.open(configuration)) {
            var domain = capabilities.projects().findDomainByName(domainName);
            if (domain.isEmpty()) {
                parent.out().println("Invalid domain name: " + domainName);
                return 1;
            }
            var driver = driver(configuration, capabilities, domain.get());
            if (!driver.equals("sql")) {
                throw new CommandFailure("The users of domain " + domainName + " come from the driver " + driver
                        + ", which cannot be read yet: no mapping was made.");
            }
        }
        return 0;
    }

    private static String driver(Configuration configuration, Capabilities capabilities, Project domain) {
        var general = configuration.get(IdentityOptions.DRIVER);
        if (!configuration.get(IdentityOptions.DOMAIN_SPECIFIC_DRIVERS_ENABLED)) {
            return general;
        }
        if (configuration.get(IdentityOptions.DOMAIN_CONFIGURATIONS_FROM_DATABASE)) {
            return capabilities.domainConfigs().identityDriver(domain.id()).orElse(general);
        }
        return fromFile(configuration, domain.name()).orElse(general);
    }

    private static Optional<String> fromFile(Configuration configuration, String domainName) {
        return DomainConfigurationFiles.of(configuration)
                .file(domainName)
                .filter(Files::exists)
                .map(file -> {
                    try {
                        return DomainConfigurationFile.read(file);
                    } catch (ConfigurationException unreadable) {
                        throw new CommandFailure(String.valueOf(unreadable.getMessage()));
                    }
                })
                .map(sections -> sections.getOrDefault("identity", Map.of()).get("driver"));
    }
}
