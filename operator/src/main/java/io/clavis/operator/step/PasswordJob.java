package io.clavis.operator.step;

import io.clavis.operator.pipeline.World;
import io.clavis.operator.resource.Keystone;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;

/** The CronJob that makes a password. It knows nothing of the one in use, nor of the database. */
final class PasswordJob {
    private static final String NAME = "password";
    private static final String DIRECTORY = "/opt/password";

    private PasswordJob() {}

    static HasMetadata of(Keystone keystone, World world, ConfigMap script) {
        var pod = RotationJob.entitled(keystone, AdminPassword.ROTATION)
                .editSpec()
                .withContainers(container(keystone))
                .withVolumes(RotationJob.memory(NAME), RotationJob.script(script))
                .endSpec()
                .build();
        return RotationJob.scheduled(keystone, world, AdminPassword.ROTATION, pod);
    }

    private static Container container(Keystone keystone) {
        return new ContainerBuilder()
                .withName("rotate")
                .withImage(keystone.getSpec().image().reference())
                .withCommand(
                        "sh",
                        RotationScript.DIRECTORY + "/rotate.sh",
                        DIRECTORY,
                        keystone.getMetadata().getNamespace(),
                        AdminPassword.ROTATION.staging(keystone))
                .addNewEnv()
                .withName(RotationScript.LENGTH)
                .withValue(String.valueOf(keystone.getSpec().passwordRotation().passwordLength()))
                .endEnv()
                .withVolumeMounts(
                        RotationJob.mount(NAME, DIRECTORY, false),
                        RotationJob.mount(RotationJob.SCRIPT, RotationScript.DIRECTORY, true))
                .withSecurityContext(RotationJob.confined())
                .build();
    }
}
