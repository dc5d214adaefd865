package io.clavis.manage;

import io.clavis.config.Configuration;
import io.clavis.config.ConfigurationException;
import io.clavis.config.DomainConfigurationFile;
import io.clavis.config.IdentityOptions;
import io.clavis.config.LdapOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Upstream's symptoms of {@code [ldap]} and of the files that configure domains. */
final class LdapSymptoms {
    private static final Pattern DOMAIN_FILE = Pattern.compile("keystone\\..*\\.conf");

    static final List<Symptom> ALL = List.of(
            Symptom.of(
                    "The DN of enabled users counts for nothing.",
                    "[ldap] user_enabled_emulation_dn: it needs user_enabled_emulation.",
                    c -> !c.get(LdapOptions.USER_ENABLED_EMULATION)
                            && c.get(LdapOptions.USER_ENABLED_EMULATION_DN).isPresent()),
            Symptom.of(
                    "What the group of enabled users looks like counts for nothing.",
                    "[ldap] user_enabled_emulation_use_group_config: it needs user_enabled_emulation.",
                    c -> !c.get(LdapOptions.USER_ENABLED_EMULATION)
                            && c.get(LdapOptions.USER_ENABLED_EMULATION_USE_GROUP_CONFIG)),
            Symptom.of(
                    "Members of POSIX groups are taken for DNs.",
                    "[ldap] group_members_are_ids: turn it on, a posixGroup holds the ids of users.",
                    c -> c.get(LdapOptions.GROUP_OBJECTCLASS).equals("posixGroup")
                            && !c.get(LdapOptions.GROUP_MEMBERS_ARE_IDS)),
            new Symptom(
                    "The directory of domains' configurations is missing, or has other files.",
                    "[identity] domain_config_dir: it is read because domain_specific_drivers_enabled is on. A file there"
                            + " is called keystone.DOMAIN.conf.",
                    c -> ifRead(c, LdapSymptoms::strangers)),
            new Symptom(
                    "The configuration of a domain cannot be read.",
                    "[identity] domain_config_dir: a file there has sections such as [ldap], with lines option = value.",
                    c -> ifRead(c, directory -> Files.isDirectory(directory) ? broken(directory) : Optional.empty())));

    private LdapSymptoms() {}

    private interface Look {
        Optional<String> at(Path directory);
    }

    private static Optional<String> ifRead(Configuration configuration, Look look) {
        boolean read = configuration.get(IdentityOptions.DOMAIN_SPECIFIC_DRIVERS_ENABLED)
                && !configuration.get(IdentityOptions.DOMAIN_CONFIGURATIONS_FROM_DATABASE);
        return read ? look.at(DomainConfigurationFiles.of(configuration).directory()) : Optional.empty();
    }

    private static Optional<String> strangers(Path directory) {
        return Files.isDirectory(directory)
                ? names(directory, file -> !isDomainFile(file))
                : Optional.of("Could not find directory " + directory);
    }

    private static Optional<String> broken(Path directory) {
        return names(directory, file -> isDomainFile(file) && !canBeRead(file));
    }

    private static Optional<String> names(Path directory, Predicate<Path> which) {
        try (Stream<Path> files = Files.list(directory)) {
            var names = files.filter(which)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .collect(Collectors.joining(", "));
            return names.isEmpty() ? Optional.empty() : Optional.of(names);
        } catch (IOException unreadable) {
            return Optional.of(directory + " cannot be read");
        }
    }

    private static boolean isDomainFile(Path file) {
        return DOMAIN_FILE.matcher(file.getFileName().toString()).matches();
    }

    private static boolean canBeRead(Path file) {
        try {
            DomainConfigurationFile.read(file);
            return true;
        } catch (ConfigurationException malformed) {
            return false;
        }
    }
}
