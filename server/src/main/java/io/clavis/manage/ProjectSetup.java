package io.clavis.manage;

import io.clavis.composition.Capabilities;
import io.clavis.config.IdentityOptions;
import io.clavis.db.Identifier;
import io.clavis.db.Origin;
import io.clavis.resource.Project;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code project_setup}: a project of the default domain with an id of the operator's choice. */
@Command(
        name = "project_setup",
        mixinStandardHelpOptions = true,
        description = "Creates a project in the default domain, with the given id; one of that name that is there stays"
                + " as it is.")
final class ProjectSetup implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectSetup.class);

    @ParentCommand
    private @Nullable KeystoneManage manage;

    @Option(
            names = "--project-name",
            required = true,
            paramLabel = "PROJECT_NAME",
            description = "The name of the project.")
    private String name = "";

    @Option(
            names = "--project-id",
            paramLabel = "PROJECT_ID",
            description = "The id of the project; by default random.")
    private @Nullable String id;

    @Override
    public Integer call() {
        var parent = Objects.requireNonNull(manage);
        var projectName = ChosenName.required("--project-name", name);
        var projectId = id == null ? Identifier.random() : ChosenName.id("--project-id", id);
        var configuration = parent.configuration();
        var domainId = configuration.get(IdentityOptions.DEFAULT_DOMAIN_ID);
        try (var capabilities = Capabilities.open(configuration)) {
            var projects = capabilities.projects();
            if (projects.findByName(projectName, domainId).isPresent()) {
                LOG.info("Project {} already exists, skipping creation.", projectName);
                return 0;
            }
            projects.create(
                    Origin.SYSTEM,
                    Project.inDomain(projectId, projectName, domainId)
                            .describedAs("Bootstrap project for initializing the cloud."));
            LOG.info("Created project {}", projectName);
            return 0;
        }
    }
}
