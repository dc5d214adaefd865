package io.clavis.operator.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.operator.pipeline.Write;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseUpgradeTest {
    private static final String OLD = "{repository: r, tag: '2025.1'}";
    private static final List<@Nullable String> DONE = Arrays.asList("2025.2", null, null);

    private final Installation there = new Installation(OLD);

    @Test
    void theFirstInstallationIsNoUpgrade() {
        assertThat(there.progress()).containsExactly("2025.1", null, null);
        assertThat(there.job("db-expand")).isEmpty();
    }

    @Test
    void anUpgradeGoesThroughItsPhases() {
        there.wantImage("2025.2");
        assertThat(there.run()).isEqualTo("ExpandInProgress");
        assertThat(there.progress()).containsExactly("2025.1", "2025.2", "Expanding");
        assertThat(there.created()).isEmpty();
        assertThat(there.run()).isEqualTo("ExpandInProgress");
        assertThat(there.created()).containsExactly("keystone-db-expand");
        there.complete("db-expand");
        assertThat(there.run()).isEqualTo("MigrateInProgress");
        assertThat(there.progress()).containsExactly("2025.1", "2025.2", "Migrating");
        there.run();
        assertThat(there.image()).isEqualTo("r:2025.1");
        there.complete("db-migrate");
        assertThat(there.run()).isEqualTo("UpgradeRollingUpdate");
        assertThat(there.progress()).containsExactly("2025.1", "2025.2", "RollingUpdate");
        assertThat(there.image()).isEqualTo("r:2025.1");
        assertThat(there.run()).isEqualTo("UpgradeRollingUpdate");
        assertThat(there.image()).isEqualTo("r:2025.2");
        assertThat(there.reason("DeploymentReady")).isEqualTo("WaitingForDeployment");
        assertThat(there.run()).isEqualTo("UpgradeRollingUpdate");
        there.rollOut();
        assertThat(there.run()).isEqualTo("ContractInProgress");
        assertThat(there.progress()).containsExactly("2025.1", "2025.2", "Contracting");
        assertThat(there.job("db-contract")).isEmpty();
        there.run();
        there.complete("db-contract");
        assertThat(there.run()).isEqualTo("SchemaCheckInProgress");
        assertThat(there.progress()).containsExactly("2025.2", null, null);
        there.complete("schema-check");
        assertThat(there.run()).isEqualTo("DatabaseSynced");
        assertThat(there.reason("Ready")).isEqualTo("AllReady");
        assertThat(there.created())
                .containsExactly(
                        "keystone-db-expand", "keystone-db-migrate", "keystone-db-contract", "keystone-schema-check");
        assertThat(there.told())
                .containsSubsequence(
                        "UpgradeInitiated", "ExpandComplete", "MigrateComplete", "UpgradeComplete", "AllReady");
    }

    @Test
    void everyJobOfAnUpgradeHasTheNewImageAndItsOption() {
        upgraded("2025.2");
        for (var part : List.of("expand", "migrate", "contract")) {
            var container = there.job("db-" + part)
                    .orElseThrow()
                    .getSpec()
                    .getTemplate()
                    .getSpec()
                    .getContainers()
                    .getFirst();
            assertThat(container.getImage()).isEqualTo("r:2025.2");
            assertThat(container.getCommand()).endsWith("db_sync", "--" + part);
        }
    }

    @Test
    void afterAnUpgradeNothingIsWritten() {
        upgraded("2025.2");
        int writes = there.world().writes();
        there.run();
        assertThat(there.world().writes()).isEqualTo(writes);
    }

    @Test
    void anUpgradeAfterAnUpgradeMakesItsOwnJobs() {
        upgraded("2025.2");
        upgraded("2026.1");
        assertThat(there.progress()).containsExactly("2026.1", null, null);
        assertThat(there.created())
                .filteredOn(job -> job.equals("keystone-db-expand"))
                .hasSize(2);
    }

    @Test
    void aChangeOfTheConfigurationDuringAnUpgradeRunsNoJobTwice() {
        there.wantImage("2025.2");
        until("Migrating");
        there.complete("db-expand");
        there.want("image: {repository: r, tag: '2025.2'}\nlogging: {debug: true}");
        finishedUpgrade();
        assertThat(there.created())
                .containsOnlyOnce("keystone-db-expand", "keystone-db-migrate", "keystone-db-contract");
    }

    @Test
    void aJobThatRanForTheReleaseIsNotRunAgainForOtherFiles() {
        there.wantImage("2025.2");
        there.run();
        there.run();
        there.complete("db-expand");
        there.want("image: {repository: r, tag: '2025.2'}\nlogging: {debug: true}");
        assertThat(there.run()).isEqualTo("MigrateInProgress");
        assertThat(there.created()).containsExactly("keystone-db-expand");
    }

    @ParameterizedTest
    @CsvSource({
        "Expanding, db-expand, ExpandFailed",
        "Migrating, db-migrate, MigrateFailed",
        "Contracting, db-contract, ContractFailed"
    })
    void aJobThatFailedSaysSoUntilItsPodsWouldDiffer(String phase, String job, String reason) {
        there.wantImage("2025.2");
        until(phase);
        there.run();
        there.finish(job, "Failed");
        assertThat(there.run()).isEqualTo(reason);
        assertThat(there.run()).isEqualTo(reason);
        there.want("image: {repository: other, tag: '2025.2'}");
        assertThat(there.run()).isEqualTo(reason.replace("Failed", "InProgress"));
        finishedUpgrade();
        assertThat(there.created())
                .filteredOn(name -> name.equals("keystone-" + job))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Expanding", "Migrating", "RollingUpdate"})
    void theInstalledReleaseEndsAnUpgrade(String phase) {
        there.wantImage("2025.2");
        until(phase);
        there.run();
        there.wantImage("2025.1");
        assertThat(there.run()).isEqualTo("UpgradeAborted");
        assertThat(there.told()).contains("UpgradeAborted");
        assertThat(there.progress()).containsExactly("2025.1", null, null);
        for (var part : List.of("db-expand", "db-migrate", "db-contract")) {
            assertThat(there.job(part)).isEmpty();
        }
        assertThat(there.run()).isEqualTo("DatabaseSynced");
        there.rollOut();
        there.run();
        assertThat(there.image()).isEqualTo("r:2025.1");
        assertThat(there.reason("Ready")).isEqualTo("AllReady");
        assertThat(there.created()).doesNotContain("keystone-db-sync");
    }

    @Test
    void whatIsBeingContractedCannotGoBack() {
        there.wantImage("2025.2");
        until("Contracting");
        there.wantImage("2025.1");
        assertThat(there.run()).isEqualTo("UpgradeNotAbortable");
        assertThat(there.progress()).containsExactly("2025.1", "2025.2", "Contracting");
        assertThat(there.image()).isEqualTo("r:2025.2");
        there.wantImage("2025.2");
        finishedUpgrade();
    }

    @Test
    void anUpgradeAfterAnAbortStartsOver() {
        there.wantImage("2025.2");
        until("RollingUpdate");
        there.wantImage("2025.1");
        there.run();
        upgraded("2025.2");
        assertThat(there.created())
                .filteredOn(job -> job.equals("keystone-db-migrate"))
                .hasSize(2);
    }

    @Test
    void aThirdReleaseIsRefused() {
        there.wantImage("2025.2");
        until("Migrating");
        there.wantImage("2026.1");
        assertThat(there.run()).isEqualTo("UpgradeTargetChanged");
        assertThat(there.progress()).containsExactly("2025.1", "2025.2", "Migrating");
        there.wantImage("2025.2");
        finishedUpgrade();
    }

    @Test
    void anotherBuildOfTheTargetStartsOver() {
        there.wantImage("2025.2");
        until("RollingUpdate");
        there.wantImage("2025.2-1");
        there.run();
        assertThat(there.progress()).containsExactly("2025.1", "2025.2-1", "Expanding");
        finishedUpgrade();
        assertThat(there.progress()).containsExactly("2025.2-1", null, null);
    }

    @Test
    void aPatchIsOnePlainSync() {
        there.wantImage("2025.1-1");
        assertThat(there.run()).isEqualTo("DBSyncInProgress");
        assertThat(there.progress()).containsExactly("2025.1", null, null);
        finishedUpgrade();
        assertThat(there.progress()).containsExactly("2025.1-1", null, null);
        assertThat(there.created()).containsExactly("keystone-db-sync", "keystone-schema-check");
    }

    @Test
    void anImageByItsDigestIsOnePlainSyncAndEndsAnUpgrade() {
        var byDigest = "image: {repository: r, digest: 'sha256:" + "0".repeat(64) + "', tag: null}";
        there.wantImage("2025.2");
        until("Migrating");
        there.want(byDigest);
        assertThat(there.run()).isEqualTo("UpgradeAborted");
        assertThat(there.progress()).containsExactly("2025.1", null, null);
        assertThat(there.run()).isEqualTo("DBSyncInProgress");
        finishedUpgrade();
        assertThat(there.progress()).containsExactly("2025.1", null, null);
        assertThat(there.created()).contains("keystone-db-sync").doesNotContain("keystone-db-contract");
    }

    @Test
    void podsThatEndWhatTheyBeganAreWaitedForBeforeTheContraction() {
        there.wantImage("2025.2");
        until("RollingUpdate");
        there.run();
        there.rollOut();
        there.world()
                .with(new PodBuilder()
                        .withNewMetadata()
                        .withName("old")
                        .withLabels(ServerPod.labels(there.keystone()))
                        .withDeletionTimestamp("2026-03-01T12:00:00Z")
                        .endMetadata()
                        .build());
        assertThat(there.run()).isEqualTo("UpgradeRollingUpdate");
        there.world().all().stream()
                .filter(object -> object.getKind().equals("Pod"))
                .forEach(pod -> there.world().write(new Write.Delete(pod)));
        assertThat(there.run()).isEqualTo("ContractInProgress");
    }

    @Test
    void aJobWaitsForThePodsOfOneThatWasDeleted() {
        there.world()
                .with(new PodBuilder()
                        .withNewMetadata()
                        .withName("left")
                        .withLabels(Map.of("job-name", "keystone-db-expand"))
                        .endMetadata()
                        .withNewStatus()
                        .withPhase("Running")
                        .endStatus()
                        .build());
        there.wantImage("2025.2");
        there.run();
        assertThat(there.run()).isEqualTo("ExpandInProgress");
        assertThat(there.created()).isEmpty();
        there.world().all().stream()
                .filter(object -> object.getKind().equals("Pod"))
                .forEach(pod -> there.world().write(new Write.Delete(pod)));
        there.run();
        assertThat(there.created()).containsExactly("keystone-db-expand");
    }

    /** At each of its writes the operator is killed once; what it comes to is always the same. */
    @Test
    void whereverTheOperatorDiesEachJobRunsOnce() {
        int deaths = 0;
        for (int writes = 0; ; writes++) {
            var installation = new Installation(OLD);
            installation.wantImage("2025.2");
            installation.dieAfter(writes);
            boolean killed = false;
            try {
                installation.settle();
            } catch (Installation.Killed _) {
                killed = true;
                installation.dieAfter(Integer.MAX_VALUE);
                installation.settle();
            }
            assertThat(installation.created())
                    .as("killed after %d writes", writes)
                    .containsExactly(
                            "keystone-db-expand",
                            "keystone-db-migrate",
                            "keystone-db-contract",
                            "keystone-schema-check");
            assertThat(installation.progress()).containsExactly("2025.2", null, null);
            assertThat(installation.reason("Ready")).isEqualTo("AllReady");
            assertThat(installation.image()).isEqualTo("r:2025.2");
            if (!killed) {
                break;
            }
            deaths++;
        }
        assertThat(deaths).isGreaterThan(10);
    }

    /** The same while somebody goes back: before the contraction is decided on there is nothing of it. */
    @Test
    void whereverTheOperatorDiesGoingBackLeavesOneRelease() {
        for (int writes = 0; ; writes++) {
            var installation = new Installation(OLD);
            installation.wantImage("2025.2");
            installation.dieAfter(writes);
            try {
                installation.settle();
            } catch (Installation.Killed _) {
                installation.dieAfter(Integer.MAX_VALUE);
            }
            if (installation.progress().equals(DONE)) {
                break;
            }
            installation.wantImage("2025.1");
            boolean contracted = installation.job("db-contract").isPresent();
            for (int look = 0; look < 4; look++) {
                installation.run();
                installation.finishAll();
            }
            if (contracted) {
                assertThat(installation.image()).isEqualTo("r:2025.2");
                assertThat(installation.reason("Ready")).isEqualTo("NotAllReady");
            } else if (installation.reason("DatabaseReady").equals("UpgradeNotAbortable")) {
                assertThat(installation.progress().getLast()).isEqualTo("Contracting");
            } else {
                assertThat(installation.image())
                        .as("killed after %d writes", writes)
                        .isEqualTo("r:2025.1");
                assertThat(installation.progress()).containsExactly("2025.1", null, null);
                assertThat(installation.reason("Ready")).isEqualTo("AllReady");
            }
        }
    }

    /** Runs until a phase stands in the status, and nothing of it was done yet. */
    private void until(String phase) {
        for (int look = 0; look < 20; look++) {
            there.run();
            if (phase.equals(there.progress().getLast())) {
                return;
            }
            there.finishAll();
        }
        throw new AssertionError(there.progress() + " " + there.reason("DatabaseReady"));
    }

    private void upgraded(String tag) {
        there.wantImage(tag);
        finishedUpgrade();
        assertThat(there.progress()).containsExactly(tag, null, null);
    }

    private void finishedUpgrade() {
        there.finishAll();
        there.settle();
    }
}
