package io.clavis.operator.step;

import io.clavis.operator.pipeline.Contents;
import io.clavis.operator.pipeline.Notice;
import io.clavis.operator.pipeline.Outcome;
import io.clavis.operator.pipeline.Owned;
import io.clavis.operator.pipeline.World;
import io.clavis.operator.pipeline.Write;
import io.clavis.operator.release.Phase;
import io.clavis.operator.release.Progress;
import io.clavis.operator.release.Release;
import io.clavis.operator.release.UpgradePath;
import io.clavis.operator.resource.Keystone;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way from one release to the next while Keystone serves: expand, migrate, new Pods, contract. Each part stands in the
 * status before any of it is done, so that whoever goes on in the place of an operator that died knows how far it is, and
 * whether there still is a way back.
 */
final class DatabaseUpgrade {
    /** The annotation of a Job's Pods with the release that it leads to. */
    static final String TARGET = "keystone.c5c3.io/target-release";

    private static final Duration AGAIN = Duration.ofSeconds(30);
    private static final Duration AGAIN_WHILE_ROLLING = Duration.ofSeconds(10);

    /** Only the status has to be written before it goes on. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private DatabaseUpgrade() {}

    /** A Job of an upgrade. */
    private enum Part {
        EXPAND("Expand"),
        MIGRATE("Migrate"),
        CONTRACT("Contract");

        private final String title;

        Part(String title) {
            this.title = title;
        }

        String option() {
            return "--" + title.toLowerCase(Locale.ROOT);
        }

        String job(Keystone keystone) {
            return keystone.getMetadata().getName() + "-db-" + title.toLowerCase(Locale.ROOT);
        }
    }

    /** The next thing to be done. */
    static Outcome next(Keystone keystone, World world, ConfigMap files, UpgradePath.Upgrade path) {
        var progress = Progress.of(keystone);
        var phase = phase(progress, path.to());
        if (phase == null) {
            return entering(progress, path, Phase.Expanding)
                    .noticing(Notice.normal("UpgradeInitiated", "the way is from " + way(path)));
        }
        return switch (phase) {
            case Expanding ->
                run(
                        keystone,
                        world,
                        files,
                        path,
                        Part.EXPAND,
                        () -> entering(progress, path, Phase.Migrating)
                                .noticing(Notice.normal(
                                        "ExpandComplete", "the database has what " + path.to() + " needs")));
            case Migrating ->
                run(
                        keystone,
                        world,
                        files,
                        path,
                        Part.MIGRATE,
                        () -> entering(progress, path, Phase.RollingUpdate)
                                .noticing(
                                        Notice.normal("MigrateComplete", "the data is as " + path.to() + " needs it")));
            case RollingUpdate ->
                DeploymentStep.isThrough(keystone, world, files)
                        ? entering(progress, path, Phase.Contracting)
                        : Outcome.passes(
                                "UpgradeRollingUpdate", "Pods are replaced: from " + way(path), AGAIN_WHILE_ROLLING);
            case Contracting ->
                run(
                        keystone,
                        world,
                        files,
                        path,
                        Part.CONTRACT,
                        () -> DatabaseStep.checked(keystone, world, files)
                                .progressing(Progress.at(path.to()))
                                .noticing(Notice.normal("UpgradeComplete", "the way was from " + way(path))));
        };
    }

    /**
     * Another build of the release starts over: what it brings for the database may differ, and what is there already is not
     * done again. But what is contracted stays so.
     */
    private static @Nullable Phase phase(Progress progress, Release to) {
        return to.toString().equals(progress.target()) || progress.phase() == Phase.Contracting
                ? progress.phase()
                : null;
    }

    private static Outcome entering(Progress progress, UpgradePath.Upgrade path, Phase next) {
        var reason = switch (next) {
            case Expanding -> inProgress(Part.EXPAND);
            case Migrating -> inProgress(Part.MIGRATE);
            case RollingUpdate -> "UpgradeRollingUpdate";
            case Contracting -> inProgress(Part.CONTRACT);
        };
        return Outcome.waits(reason, "next on the way from " + way(path), AT_ONCE)
                .progressing(progress.towards(path.to(), next));
    }

    private static Outcome run(
            Keystone keystone,
            World world,
            ConfigMap files,
            UpgradePath.Upgrade path,
            Part part,
            Supplier<Outcome> complete) {
        var job = job(keystone, world, files, path.to(), part);
        var command = "db_sync " + part.option();
        return switch (job.state()) {
            case RUNNING ->
                Outcome.waits(inProgress(part), command + " runs: from " + way(path), AGAIN)
                        .writing(job.writes());
            case FAILED ->
                Outcome.fails(part.title + "Failed", "the Job of " + command + " failed; its Pods' logs say why");
            case COMPLETE -> complete.get();
        };
    }

    /** One that ran well for this release ran, whatever else its Pods would have by now. */
    private static JobRun job(Keystone keystone, World world, ConfigMap files, Release to, Part part) {
        var name = part.job(keystone);
        if (world.find(Job.class, name)
                .filter(job -> Owned.by(keystone, job)
                        && JobRun.state(job) == JobRun.State.COMPLETE
                        && to.toString().equals(target(job)))
                .isPresent()) {
            return new JobRun(JobRun.State.COMPLETE, List.of());
        }
        var template = template(keystone, files, to, part);
        return JobRun.of(keystone, world, name, DatabaseStep.HASH, Contents.hash(template), template);
    }

    private static PodTemplateSpec template(Keystone keystone, ConfigMap files, Release to, Part part) {
        return new PodTemplateSpecBuilder(
                        PodTemplates.job(keystone, files, List.of("db_sync", part.option()), List.of()))
                .editMetadata()
                .addToAnnotations(TARGET, to.toString())
                .endMetadata()
                .build();
    }

    private static @Nullable String target(Job job) {
        return Optional.ofNullable(job.getSpec().getTemplate().getMetadata())
                .map(ObjectMeta::getAnnotations)
                .map(annotations -> annotations.get(TARGET))
                .orElse(null);
    }

    /** Whether the present image, with the present files, was what ended an upgrade: then {@code db_sync} has nothing to do. */
    static boolean isDone(Keystone keystone, World world, ConfigMap files) {
        return Optional.ofNullable(keystone.getSpec().image().tag())
                .flatMap(Release::parse)
                .map(release -> template(keystone, files, release, Part.CONTRACT))
                .flatMap(template -> world.find(Job.class, Part.CONTRACT.job(keystone))
                        .filter(job -> Owned.by(keystone, job)
                                && JobRun.state(job) == JobRun.State.COMPLETE
                                && JobRun.has(job, DatabaseStep.HASH, Contents.hash(template))))
                .isPresent();
    }

    /** Back to what is installed, as long as that can still run. */
    static Outcome aborted(Keystone keystone, World world, UpgradePath.Abort path) {
        if (Progress.of(keystone).phase() == Phase.Contracting) {
            return Outcome.fails(
                    "UpgradeNotAbortable",
                    "spec.image.tag: expected " + path.target() + ": the database is being contracted to it, and "
                            + path.installed() + " may find nothing that it needs there any more");
        }
        return ended(
                keystone,
                world,
                "the upgrade to " + path.target() + " is given up, and " + path.installed() + " stays");
    }

    /** An image that is named by its digest is of nobody knows which release. */
    static Outcome untracked(Keystone keystone, World world) {
        return ended(keystone, world, "an upgrade is not followed where the image is named by its digest");
    }

    private static Outcome ended(Keystone keystone, World world, String message) {
        var jobs = Arrays.stream(Part.values())
                .map(part -> world.find(Job.class, part.job(keystone)))
                .flatMap(Optional::stream)
                .filter(job -> Owned.by(keystone, job))
                .map(Write.Delete::new)
                .toList();
        return Outcome.waits("UpgradeAborted", message, AT_ONCE)
                .writing(jobs)
                .progressing(Progress.of(keystone).settled());
    }

    private static String inProgress(Part part) {
        return part.title + "InProgress";
    }

    private static String way(UpgradePath.Upgrade path) {
        return path.from() + " to " + path.to();
    }
}
