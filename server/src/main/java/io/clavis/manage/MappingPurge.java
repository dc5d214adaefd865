package io.clavis.manage;

import io.clavis.composition.Capabilities;
import io.clavis.db.Origin;
import io.clavis.http.NotFound;
import io.clavis.identity.IdMappingFilter;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code mapping_purge}: forgets public ids of users and groups of directories. */
@Command(
        name = "mapping_purge",
        mixinStandardHelpOptions = true,
        description = "Deletes id mappings of users and groups whose home is a directory: those that agree with every"
                + " option given, of which there must be one.")
final class MappingPurge implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(MappingPurge.class);

    @ParentCommand
    private @Nullable KeystoneManage manage;

    @Option(names = "--all", description = "All mappings.")
    private boolean all;

    @Option(names = "--domain-name", paramLabel = "NAME", description = "The mappings of this domain.")
    private @Nullable String domainName;

    @Option(names = "--public-id", paramLabel = "ID", description = "The mapping of this public id.")
    private @Nullable String publicId;

    @Option(names = "--local-id", paramLabel = "ID", description = "The mappings of this local id.")
    private @Nullable String localId;

    @Option(names = "--type", paramLabel = "{user,group}", description = "The mappings of users, or those of groups.")
    private @Nullable String type;

    @Override
    public Integer call() {
        var parent = Objects.requireNonNull(manage);
        if (type != null && !type.equals("user") && !type.equals("group")) {
            throw parent.misuse("--type: invalid choice: '" + type + "' (choose from user, group)");
        }
        boolean narrowed = Stream.of(given(domainName), given(publicId), given(localId), given(type))
                .anyMatch(Optional::isPresent);
        if (!all && !narrowed) {
            throw new CommandFailure("At least one option must be provided");
        }
        if (all && narrowed) {
            throw new CommandFailure("--all option cannot be mixed with other options");
        }
        try (var capabilities = Capabilities.open(parent.configuration())) {
            var domainId = given(domainName)
                    .map(name -> capabilities
                            .projects()
                            .findDomainByName(name)
                            .orElseThrow(() -> NotFound.of("domain", name))
                            .id());
            var filter = new IdMappingFilter(domainId, given(publicId), given(localId), given(type));
            LOG.info("deleted {} id mappings", capabilities.idMappings().purge(Origin.SYSTEM, filter));
        }
        return 0;
    }

    private static Optional<String> given(@Nullable String option) {
        return Optional.ofNullable(option);
    }
}
