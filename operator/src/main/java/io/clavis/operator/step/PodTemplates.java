package io.clavis.operator.step;

import io.clavis.operator.configuration.ConfigurationVolume;
import io.clavis.operator.configuration.Paths;
import io.clavis.operator.pipeline.Owned;
import io.clavis.operator.resource.FernetSpec;
import io.clavis.operator.resource.Keystone;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.ArrayList;
import java.util.List;

/** What the Pods of Jobs and of the Deployment have in common: the user, the files, the keys, and what they may do. */
final class PodTemplates {
    /** The label that tells the Pods that serve from those of Jobs. */
    static final String COMPONENT = "app.kubernetes.io/component";

    private static final long USER = 42424;
    private static final String KEY_ENCRYPTION = "key-encryption";

    private PodTemplates() {}

    /** A Pod that runs one command of {@code keystone-manage} once. */
    static PodTemplateSpec job(Keystone keystone, ConfigMap files, List<String> arguments, List<EnvVar> environment) {
        var command = new ArrayList<>(List.of("keystone-manage", "--config-dir", Paths.CONFIGURATION));
        command.addAll(arguments);
        var container = container(keystone, files, environment)
                .withName("keystone-manage")
                .withCommand(command)
                .build();
        return pod(keystone, files, container, "manage")
                .editSpec()
                .withRestartPolicy("Never")
                .endSpec()
                .build();
    }

    /** The start of a container: the image with all files, keys and the database's address. */
    static ContainerBuilder container(Keystone keystone, ConfigMap files, List<EnvVar> environment) {
        var variables = new ArrayList<EnvVar>();
        variables.add(secret("OS_DATABASE__CONNECTION", ConnectionStep.secretName(keystone), ConnectionStep.KEY));
        variables.addAll(environment);
        return new ContainerBuilder()
                .withImage(keystone.getSpec().image().reference())
                .withEnv(variables)
                .withVolumeMounts(mounts(keystone, files))
                .withSecurityContext(RotationJob.confined());
    }

    /** The Pod around a container. */
    static PodTemplateSpecBuilder pod(Keystone keystone, ConfigMap files, Container container, String component) {
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(Owned.labels(keystone))
                .addToLabels(COMPONENT, component)
                .endMetadata()
                .withSpec(new PodSpecBuilder()
                        .withAutomountServiceAccountToken(false)
                        .withNewSecurityContext()
                        .withRunAsUser(USER)
                        .withRunAsGroup(USER)
                        .withFsGroup(USER)
                        .withRunAsNonRoot(true)
                        .withNewSeccompProfile()
                        .withType("RuntimeDefault")
                        .endSeccompProfile()
                        .endSecurityContext()
                        .withContainers(container)
                        .withVolumes(volumes(keystone, files))
                        .build());
    }

    /** An environment variable with what a Secret holds. */
    static EnvVar secret(String name, String secret, String key) {
        return new EnvVarBuilder()
                .withName(name)
                .withNewValueFrom()
                .withNewSecretKeyRef(key, secret, false)
                .endValueFrom()
                .build();
    }

    private static List<VolumeMount> mounts(Keystone keystone, ConfigMap files) {
        var mounts = new ArrayList<>(ConfigurationVolume.mounts(files));
        for (var kind : RotatedKind.values()) {
            mounts.add(RotationJob.mount(kind.word() + "-keys", kind.directory(), true));
        }
        if (keystone.getSpec().fernet().mode() == FernetSpec.Mode.Server) {
            mounts.add(RotationJob.mount(KEY_ENCRYPTION, Paths.KEY_ENCRYPTION, true));
        }
        if (RotationJob.tls(keystone) != null) {
            mounts.add(RotationJob.mount(RotationJob.TLS, Paths.DATABASE_TLS, true));
        }
        return mounts;
    }

    private static List<Volume> volumes(Keystone keystone, ConfigMap files) {
        var volumes = new ArrayList<Volume>();
        volumes.add(ConfigurationVolume.volume(files));
        for (var kind : RotatedKind.values()) {
            volumes.add(keys(kind.word() + "-keys", kind.secret(keystone)));
        }
        if (keystone.getSpec().fernet().mode() == FernetSpec.Mode.Server) {
            volumes.add(keys(KEY_ENCRYPTION, keystone.getMetadata().getName() + "-key-encryption-key"));
        }
        var tls = RotationJob.tls(keystone);
        if (tls != null) {
            volumes.add(RotationJob.tlsVolume(tls));
        }
        return volumes;
    }

    private static Volume keys(String name, String secret) {
        return new VolumeBuilder()
                .withName(name)
                .withNewSecret()
                .withSecretName(secret)
                .withDefaultMode(0400)
                .endSecret()
                .build();
    }
}
