package io.clavis.operator.step;

import io.clavis.operator.pipeline.OlderVersion;
import io.clavis.operator.pipeline.Outcome;
import io.clavis.operator.pipeline.Owned;
import io.clavis.operator.pipeline.Step;
import io.clavis.operator.pipeline.World;
import io.clavis.operator.pipeline.Write;
import io.clavis.operator.resource.Keystone;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.CronJobBuilder;
import java.util.ArrayList;
import java.util.List;

/** The CronJob that removes expired trusts. */
public final class TrustFlushStep implements Step {
    @Override
    public String condition() {
        return "TrustFlushReady";
    }

    @Override
    public Outcome decide(Keystone keystone, World world) {
        return Files.with(
                keystone,
                world,
                files -> Outcome.holds("TrustFlushReady", "the CronJob is there")
                        .writing(new Write.Apply(job(keystone, world, files))));
    }

    private static HasMetadata job(Keystone keystone, World world, ConfigMap files) {
        var spec = keystone.getSpec().trustFlush();
        var arguments = new ArrayList<>(List.of("trust_flush"));
        arguments.addAll(spec.args());
        var job = new CronJobBuilder()
                .withMetadata(Owned.meta(keystone, keystone.getMetadata().getName() + "-trust-flush"))
                .withNewSpec()
                .withSchedule(spec.schedule())
                .withSuspend(spec.suspend())
                .withConcurrencyPolicy("Forbid")
                .withSuccessfulJobsHistoryLimit(1)
                .withFailedJobsHistoryLimit(3)
                .withNewJobTemplate()
                .withNewMetadata()
                .withLabels(Owned.labels(keystone))
                .endMetadata()
                .withNewSpec()
                .withBackoffLimit(2)
                .withTemplate(PodTemplates.job(keystone, files, arguments, List.of()))
                .endSpec()
                .endJobTemplate()
                .endSpec()
                .build();
        if (world.serves("batch", "v1", "CronJob")) {
            return job;
        }
        return OlderVersion.of(job, "batch/v1beta1", io.fabric8.kubernetes.api.model.batch.v1beta1.CronJob.class);
    }
}
