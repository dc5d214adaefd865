package io.clavis.manage;

import io.clavis.config.Configuration;
import io.clavis.config.IdentityOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The directory {@code [identity] domain_config_dir} with its files {@code keystone.<domain>.conf}. */
record DomainConfigurationFiles(Path directory) {
    private static final String HEAD = "keystone.";
    private static final String TAIL = ".conf";

    static DomainConfigurationFiles of(Configuration configuration) {
        return new DomainConfigurationFiles(Path.of(configuration.get(IdentityOptions.DOMAIN_CONFIG_DIR)));
    }

    /** The file of a domain, whether or not it exists; empty for a name that cannot be a part of a file's. */
    Optional<Path> file(String domainName) {
        return domainName.isEmpty() || domainName.indexOf('/') >= 0 || domainName.indexOf('\0') >= 0
                ? Optional.empty()
                : Optional.of(directory.resolve(HEAD + domainName + TAIL));
    }

    /** All files, of subdirectories too, by their names. */
    List<Path> all() {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException unreadable) {
            throw new CommandFailure(directory + " cannot be read: " + unreadable.getMessage());
        }
    }

    /** The domain that a file is about; empty for a file of another kind. */
    static Optional<String> domainName(Path file) {
        var name = file.getFileName().toString();
        boolean fits =
                name.startsWith(HEAD) && name.endsWith(TAIL) && name.length() > HEAD.length() + TAIL.length() - 1;
        return fits ? Optional.of(name.substring(HEAD.length(), name.length() - TAIL.length())) : Optional.empty();
    }
}
