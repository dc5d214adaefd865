package io.clavis.manage;

import io.clavis.composition.Capabilities;
import io.clavis.config.ConfigurationException;
import io.clavis.config.DomainConfigurationFile;
import io.clavis.db.Origin;
import io.clavis.http.Failure;
import io.clavis.http.Json;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.node.ObjectNode;

/** {@code domain_config_upload}: takes the files {@code keystone.<domain>.conf} into the database. */
@Command(
        name = "domain_config_upload",
        mixinStandardHelpOptions = true,
        description = "Takes the configuration files of domains, keystone.DOMAIN.conf in [identity] domain_config_dir,"
                + " into the database. A domain that has a configuration there keeps it.")
final class DomainConfigUpload implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(DomainConfigUpload.class);

    @ParentCommand
    private @Nullable KeystoneManage manage;

    @Option(names = "--all", description = "The files of all domains.")
    private boolean all;

    @Option(names = "--domain-name", paramLabel = "NAME", description = "The file of this domain.")
    private @Nullable String domainName;

    @Override
    public Integer call() {
        var parent = Objects.requireNonNull(manage);
        var configuration = parent.configuration();
        var out = parent.out();
        try (var capabilities = Capabilities.open(configuration)) {
            if (!all && domainName == null) {
                out.println("At least one option must be provided, use either --all or --domain-name");
                return 1;
            }
            if (all && domainName != null) {
                out.println("The --all option cannot be used with the --domain-name option");
                return 1;
            }
            var files = DomainConfigurationFiles.of(configuration);
            if (!Files.isDirectory(files.directory())) {
                out.println("Unable to locate domain config directory: " + files.directory());
                return 1;
            }
            var upload = new Upload(capabilities, out);
            var good = domainName == null ? upload.all(files) : upload.one(files, domainName);
            return good ? 0 : 1;
        }
    }

    private record Upload(Capabilities capabilities, PrintWriter out) {
        boolean one(DomainConfigurationFiles files, String domainName) {
            var file = files.file(domainName);
            if (file.isEmpty()) {
                out.println("Invalid domain name: " + domainName);
            }
            return file.isPresent() && upload(file.get(), domainName);
        }

        boolean all(DomainConfigurationFiles files) {
            LOG.info("Scanning '{}' for domain config files", files.directory());
            int uploaded = 0;
            int failed = 0;
            for (var file : files.all()) {
                var domainName = DomainConfigurationFiles.domainName(file);
                if (domainName.isEmpty()) {
                    LOG.warn("Ignoring file ({}) while scanning domain config directory", file.getFileName());
                } else if (upload(file, domainName.get())) {
                    uploaded++;
                    LOG.info("Successfully uploaded domain config '{}'", file);
                } else {
                    failed++;
                }
            }
            if (uploaded == 0) {
                LOG.warn("No domain configs uploaded from '{}'", files.directory());
            }
            return failed == 0;
        }

        private boolean upload(Path file, String domainName) {
            var domain = capabilities.projects().findDomainByName(domainName);
            if (domain.isEmpty()) {
                out.println("Invalid domain name: " + domainName + " found in config file name: " + file
                        + " - ignoring this file.");
                return false;
            }
            var domainId = domain.get().id();
            try {
                if (!capabilities.domainConfigs().isConfigured(domainId)
                        && capabilities.domainConfigs().create(Origin.SYSTEM, domainId, read(file))) {
                    return true;
                }
                out.println("Domain: " + domainName + " already has a configuration defined - ignoring file: " + file
                        + ".");
            } catch (ConfigurationException unreadable) {
                out.println("Error parsing configuration file for domain: " + domainName + ", file: " + file + ".");
                LOG.error("{}", unreadable.getMessage());
            } catch (Failure refused) {
                LOG.error(
                        "Error processing config file for domain: {}, file: {}, error: {}",
                        domainName,
                        file,
                        refused.text());
            }
            return false;
        }

        private static ObjectNode read(Path file) {
            var config = Json.object();
            DomainConfigurationFile.read(file).forEach((section, options) -> put(config.putObject(section), options));
            return config;
        }

        private static void put(ObjectNode section, Map<String, String> options) {
            options.forEach(section::put);
        }
    }
}
