package io.clavis.operator.step;

import io.clavis.operator.pipeline.Contents;
import io.clavis.operator.pipeline.Outcome;
import io.clavis.operator.pipeline.Step;
import io.clavis.operator.pipeline.World;
import io.clavis.operator.pipeline.Write;
import io.clavis.operator.release.Progress;
import io.clavis.operator.release.UpgradePath;
import io.clavis.operator.resource.Keystone;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * The database with the schema of the image's release: {@code db_sync} or, to the next release, {@link DatabaseUpgrade};
 * then a check of what that left. Where the MariaDB operator keeps it, its objects come first.
 */
public final class DatabaseStep implements Step {
    /** The annotation of a Job with the hash of its Pods' template. */
    static final String HASH = "forge.c5c3.io/pod-spec-hash";

    private static final Duration AGAIN = Duration.ofSeconds(30);

    @Override
    public String condition() {
        return "DatabaseReady";
    }

    @Override
    public Outcome decide(Keystone keystone, World world) {
        var progress = Progress.of(keystone);
        var path = UpgradePath.of(
                progress.installed(), progress.target(), keystone.getSpec().image());
        return switch (path) {
            case UpgradePath.Unreadable(var tag) ->
                Outcome.fails("VersionParseError", "spec.image.tag: no release is known by " + tag);
            case UpgradePath.Downgrade(var from, var to) ->
                Outcome.fails("DowngradeNotSupported", "spec.image.tag: " + to + " is older than " + from);
            case UpgradePath.NotSequential(var from, var to) ->
                Outcome.fails(
                        "UpgradePathInvalid",
                        "spec.image.tag: from " + from + " the next release is " + from.next() + ", not " + to);
            case UpgradePath.TargetChanged(var target, var wanted) ->
                Outcome.fails(
                        "UpgradeTargetChanged",
                        "spec.image.tag: expected " + target + ", which an upgrade leads to, not " + wanted);
            case UpgradePath.Abort abort -> DatabaseUpgrade.aborted(keystone, world, abort);
            case UpgradePath.Untracked _ when progress.underWay() -> DatabaseUpgrade.untracked(keystone, world);
            case UpgradePath.Upgrade upgrade ->
                reached(keystone, world, files -> DatabaseUpgrade.next(keystone, world, files, upgrade));
            case UpgradePath.Untracked _, UpgradePath.Install _, UpgradePath.Unchanged _, UpgradePath.Patch _ ->
                reached(keystone, world, files -> synced(keystone, world, files).progressing(progress.settled()));
        };
    }

    /** What follows once the database is there. */
    private static Outcome reached(Keystone keystone, World world, Function<ConfigMap, Outcome> decision) {
        var cluster = keystone.getSpec().database().cluster();
        if (cluster.isEmpty()) {
            return Files.with(keystone, world, decision);
        }
        if (!Mariadb.isReady(world, cluster.get())) {
            return waits("MariaDB " + cluster.get() + " is not ready");
        }
        var wanted = Mariadb.wanted(keystone, cluster.get());
        var writes = wanted.stream().map(Write.Apply::new).toList();
        return Mariadb.unready(keystone, world, wanted)
                .map(kind -> waits(kind + " " + keystone.getMetadata().getName() + " is not ready"))
                .orElseGet(() -> Files.with(keystone, world, decision))
                .writing(writes);
    }

    private static Outcome waits(String message) {
        return Outcome.waits("WaitingForDatabase", message, AGAIN);
    }

    private static Outcome synced(Keystone keystone, World world, ConfigMap files) {
        if (DatabaseUpgrade.isDone(keystone, world, files)) {
            return checked(keystone, world, files);
        }
        var sync = run(keystone, world, files, "db-sync", List.of("db_sync"));
        return switch (sync.state()) {
            case RUNNING ->
                Outcome.waits("DBSyncInProgress", "db_sync runs", AGAIN).writing(sync.writes());
            case FAILED -> Outcome.fails("DBSyncFailed", "the Job of db_sync failed; its Pods' logs say why");
            case COMPLETE -> checked(keystone, world, files);
        };
    }

    /** Whether the schema is what it should be. */
    static Outcome checked(Keystone keystone, World world, ConfigMap files) {
        var check = run(keystone, world, files, "schema-check", List.of("db_sync", "--check"));
        return switch (check.state()) {
            case RUNNING ->
                Outcome.waits("SchemaCheckInProgress", "the schema is checked", AGAIN)
                        .writing(check.writes());
            case FAILED -> Outcome.fails("SchemaDriftDetected", "the schema is not what db_sync should have left");
            case COMPLETE -> Outcome.holds("DatabaseSynced", "the schema is the image's");
        };
    }

    private static JobRun run(Keystone keystone, World world, ConfigMap files, String role, List<String> arguments) {
        var template = PodTemplates.job(keystone, files, arguments, List.of());
        var name = keystone.getMetadata().getName() + "-" + role;
        return JobRun.of(keystone, world, name, HASH, Contents.hash(template), template);
    }
}
