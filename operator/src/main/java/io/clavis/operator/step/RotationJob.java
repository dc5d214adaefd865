package io.clavis.operator.step;

import io.clavis.operator.configuration.ConfigurationVolume;
import io.clavis.operator.configuration.Paths;
import io.clavis.operator.pipeline.OlderVersion;
import io.clavis.operator.pipeline.Owned;
import io.clavis.operator.pipeline.World;
import io.clavis.operator.resource.DatabaseTls;
import io.clavis.operator.resource.Keystone;
import io.clavis.operator.resource.SecretKeyReference;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.SecretProjection;
import io.fabric8.kubernetes.api.model.SecretProjectionBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.VolumeProjectionBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.CronJobBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The CronJob that rotates keys. It works on a copy and never restarts in the same Pod: a second rotation of the same copy
 * would make a key primary that no server knows.
 */
final class RotationJob {
    private static final long USER = 42424;
    private static final String SOURCE = "/opt/keys";
    static final String TLS = "database-tls";
    static final String SCRIPT = "script";

    private RotationJob() {}

    /** The CronJob that rotates keys. */
    static HasMetadata of(Keystone keystone, World world, RotatedKind kind, ConfigMap script, ConfigMap files) {
        return scheduled(keystone, world, kind, pod(keystone, kind, script, files));
    }

    /** The CronJob around a Pod, in the newest version that the API server knows. */
    static HasMetadata scheduled(Keystone keystone, World world, ScheduledRotation kind, PodTemplateSpec pod) {
        var job = new CronJobBuilder()
                .withMetadata(Owned.meta(keystone, kind.rotation(keystone)))
                .withNewSpec()
                .withSchedule(kind.schedule(keystone))
                .withSuspend(kind.suspended(keystone))
                .withConcurrencyPolicy("Forbid")
                .withSuccessfulJobsHistoryLimit(1)
                .withFailedJobsHistoryLimit(3)
                .withNewJobTemplate()
                .withNewMetadata()
                .withLabels(Owned.labels(keystone))
                .endMetadata()
                .withNewSpec()
                .withBackoffLimit(4)
                .withTemplate(pod)
                .endSpec()
                .endJobTemplate()
                .endSpec()
                .build();
        if (isV1(world)) {
            return job;
        }
        return OlderVersion.of(job, "batch/v1beta1", io.fabric8.kubernetes.api.model.batch.v1beta1.CronJob.class);
    }

    /** The CronJob as it is there. */
    static Optional<HasMetadata> there(Keystone keystone, World world, ScheduledRotation kind) {
        var name = kind.rotation(keystone);
        return isV1(world)
                ? world.find(io.fabric8.kubernetes.api.model.batch.v1.CronJob.class, name)
                        .map(HasMetadata.class::cast)
                : world.find(io.fabric8.kubernetes.api.model.batch.v1beta1.CronJob.class, name)
                        .map(HasMetadata.class::cast);
    }

    private static boolean isV1(World world) {
        return world.serves("batch", "v1", "CronJob");
    }

    private static PodTemplateSpec pod(Keystone keystone, RotatedKind kind, ConfigMap script, ConfigMap files) {
        return entitled(keystone, kind)
                .editSpec()
                .withInitContainers(copy(keystone, kind))
                .withContainers(rotate(keystone, kind, files))
                .withVolumes(volumes(keystone, kind, script, files))
                .endSpec()
                .build();
    }

    /** The start of a Pod that may do what a rotation may, and runs once. */
    static PodTemplateSpecBuilder entitled(Keystone keystone, ScheduledRotation kind) {
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(Owned.labels(keystone))
                .endMetadata()
                .withNewSpec()
                .withServiceAccountName(kind.rotation(keystone))
                .withRestartPolicy("Never")
                .withNewSecurityContext()
                .withRunAsUser(USER)
                .withRunAsGroup(USER)
                .withFsGroup(USER)
                .withRunAsNonRoot(true)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .endSpec();
    }

    private static Container copy(Keystone keystone, RotatedKind kind) {
        return new ContainerBuilder()
                .withName("copy-keys")
                .withImage(keystone.getSpec().image().reference())
                .withCommand("sh", "-c", "install -m 0400 " + SOURCE + "/[0-9]* " + kind.directory() + "/")
                .withVolumeMounts(mount("keys-in-use", SOURCE, true), mount("keys", kind.directory(), false))
                .withSecurityContext(confined())
                .build();
    }

    private static Container rotate(Keystone keystone, RotatedKind kind, ConfigMap files) {
        var mounts = new ArrayList<>(ConfigurationVolume.mounts(files));
        mounts.add(mount("keys", kind.directory(), false));
        mounts.add(mount(SCRIPT, RotationScript.DIRECTORY, true));
        if (tls(keystone) != null) {
            mounts.add(mount(TLS, Paths.DATABASE_TLS, true));
        }
        return new ContainerBuilder()
                .withName("rotate")
                .withImage(keystone.getSpec().image().reference())
                .withCommand(
                        "sh",
                        RotationScript.DIRECTORY + "/rotate.sh",
                        kind.directory(),
                        keystone.getMetadata().getNamespace(),
                        kind.staging(keystone))
                .addNewEnv()
                .withName("OS_DATABASE__CONNECTION")
                .withNewValueFrom()
                .withNewSecretKeyRef(ConnectionStep.KEY, ConnectionStep.secretName(keystone), false)
                .endValueFrom()
                .endEnv()
                .withVolumeMounts(mounts)
                .withSecurityContext(confined())
                .build();
    }

    private static List<Volume> volumes(Keystone keystone, RotatedKind kind, ConfigMap script, ConfigMap files) {
        var volumes = new ArrayList<Volume>();
        volumes.add(ConfigurationVolume.volume(files));
        volumes.add(new VolumeBuilder()
                .withName("keys-in-use")
                .withNewSecret()
                .withSecretName(kind.secret(keystone))
                .withDefaultMode(0400)
                .endSecret()
                .build());
        volumes.add(memory("keys"));
        volumes.add(script(script));
        var tls = tls(keystone);
        if (tls != null) {
            volumes.add(tlsVolume(tls));
        }
        return volumes;
    }

    /** A directory that is on no disk. */
    static Volume memory(String name) {
        return new VolumeBuilder()
                .withName(name)
                .withNewEmptyDir()
                .withMedium("Memory")
                .endEmptyDir()
                .build();
    }

    /** What is to be run, for {@link RotationScript#DIRECTORY}. */
    static Volume script(ConfigMap script) {
        return new VolumeBuilder()
                .withName(SCRIPT)
                .withNewConfigMap()
                .withName(script.getMetadata().getName())
                .withDefaultMode(0555)
                .endConfigMap()
                .build();
    }

    static @Nullable DatabaseTls tls(Keystone keystone) {
        var tls = keystone.getSpec().database().tls();
        return tls != null && tls.enabled() ? tls : null;
    }

    static Volume tlsVolume(DatabaseTls tls) {
        var sources = Stream.of(
                        Optional.ofNullable(tls.caBundleSecretRef()), Optional.ofNullable(tls.clientCertSecretRef()))
                .flatMap(Optional::stream)
                .map(SecretKeyReference::name)
                .distinct()
                .map(name -> new VolumeProjectionBuilder()
                        .withSecret(files(name, tls))
                        .build())
                .toList();
        return new VolumeBuilder()
                .withName(TLS)
                .withNewProjected()
                .withDefaultMode(0440)
                .withSources(sources)
                .endProjected()
                .build();
    }

    private static SecretProjection files(String name, DatabaseTls tls) {
        var secret = new SecretProjectionBuilder().withName(name);
        if (tls.caBundleSecretRef() != null && tls.caBundleSecretRef().name().equals(name)) {
            secret.addNewItem("ca.crt", null, "ca.crt");
        }
        if (tls.clientCertSecretRef() != null
                && tls.clientCertSecretRef().name().equals(name)) {
            secret.addNewItem("tls.crt", null, "tls.crt").addNewItem("tls.key", null, "tls.key");
        }
        return secret.build();
    }

    static VolumeMount mount(String volume, String path, boolean readOnly) {
        return new VolumeMountBuilder()
                .withName(volume)
                .withMountPath(path)
                .withReadOnly(readOnly)
                .build();
    }

    static SecurityContext confined() {
        return new SecurityContextBuilder()
                .withAllowPrivilegeEscalation(false)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .build();
    }
}
