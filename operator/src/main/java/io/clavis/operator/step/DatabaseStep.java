package io.clavis.operator.step;

import io.clavis.operator.pipeline.Contents;
import io.clavis.operator.pipeline.Outcome;
import io.clavis.operator.pipeline.Step;
import io.clavis.operator.pipeline.World;
import io.clavis.operator.pipeline.Write;
import io.clavis.operator.release.UpgradePath;
import io.clavis.operator.resource.Keystone;
import io.clavis.operator.resource.KeystoneStatus;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The database with the schema of the image's release: {@code db_sync}, then a check of what it left. Where the MariaDB
 * operator keeps it, its objects come first.
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
        var refused = refused(keystone);
        if (refused != null) {
            return refused;
        }
        var cluster = keystone.getSpec().database().cluster();
        if (cluster.isEmpty()) {
            return Files.with(keystone, world, files -> synced(keystone, world, files));
        }
        if (!Mariadb.isReady(world, cluster.get())) {
            return waits("MariaDB " + cluster.get() + " is not ready");
        }
        var wanted = Mariadb.wanted(keystone, cluster.get());
        var writes = wanted.stream().map(Write.Apply::new).toList();
        return Mariadb.unready(keystone, world, wanted)
                .map(kind -> waits(kind + " " + keystone.getMetadata().getName() + " is not ready"))
                .orElseGet(() -> Files.with(keystone, world, files -> synced(keystone, world, files)))
                .writing(writes);
    }

    private static Outcome waits(String message) {
        return Outcome.waits("WaitingForDatabase", message, AGAIN);
    }

    private static Outcome synced(Keystone keystone, World world, ConfigMap files) {
        var sync = run(keystone, world, files, "db-sync", List.of("db_sync"));
        return switch (sync.state()) {
            case RUNNING ->
                Outcome.waits("DBSyncInProgress", "db_sync runs", AGAIN).writing(sync.writes());
            case FAILED -> Outcome.fails("DBSyncFailed", "the Job of db_sync failed; its Pods' logs say why");
            case COMPLETE -> checked(keystone, world, files);
        };
    }

    private static Outcome checked(Keystone keystone, World world, ConfigMap files) {
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

    /** The image's release where it cannot be the next one; null where it can. */
    private static @Nullable Outcome refused(Keystone keystone) {
        var status = Optional.ofNullable(keystone.getStatus()).orElse(KeystoneStatus.NEW);
        return switch (UpgradePath.of(
                status.installedRelease(),
                status.targetRelease(),
                keystone.getSpec().image())) {
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
            case UpgradePath.Untracked _,
                    UpgradePath.Install _,
                    UpgradePath.Unchanged _,
                    UpgradePath.Patch _,
                    UpgradePath.Upgrade _,
                    UpgradePath.Abort _ -> null;
        };
    }
}
