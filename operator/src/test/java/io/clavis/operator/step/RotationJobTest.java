package io.clavis.operator.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.operator.configuration.Resources;
import io.clavis.operator.pipeline.Write;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RotationJobTest {
    private final Given world = new Given();

    @Test
    void itWorksOnACopyAndNeverTwiceInOnePod() {
        var pod = pod("{}");
        assertThat(pod.getRestartPolicy()).isEqualTo("Never");
        assertThat(pod.getInitContainers().getFirst().getCommand().getLast())
                .isEqualTo("install -m 0400 /opt/keys/[0-9]* /etc/keystone/fernet-keys/");
        assertThat(volume(pod, "keys").getEmptyDir().getMedium()).isEqualTo("Memory");
        assertThat(volume(pod, "keys-in-use").getSecret().getSecretName()).isEqualTo("keystone-fernet-keys");
        assertThat(volume(pod, "script").getConfigMap().getDefaultMode()).isEqualTo(0555);
        assertThat(job("{}").getSpec().getConcurrencyPolicy()).isEqualTo("Forbid");
    }

    @Test
    void itRunsTheScriptWithItsArguments() {
        var container = pod("{}").getContainers().getFirst();
        assertThat(container.getImage()).isEqualTo("ghcr.io/c5c3/keystone:28.0.0");
        assertThat(container.getCommand())
                .containsExactly(
                        "sh",
                        "/opt/rotate/rotate.sh",
                        "/etc/keystone/fernet-keys",
                        "openstack",
                        "keystone-fernet-keys-rotation");
        assertThat(container.getEnv().getFirst().getName()).isEqualTo("OS_DATABASE__CONNECTION");
        assertThat(container
                        .getEnv()
                        .getFirst()
                        .getValueFrom()
                        .getSecretKeyRef()
                        .getName())
                .isEqualTo("keystone-db-connection");
        assertThat(container.getVolumeMounts())
                .extracting(VolumeMount::getMountPath)
                .contains("/etc/keystone/keystone.conf.d/keystone.conf", "/opt/rotate", "/etc/keystone/fernet-keys");
    }

    @Test
    void itRunsAsNobodySpecial() {
        var pod = pod("{}");
        assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(42424);
        assertThat(pod.getSecurityContext().getFsGroup()).isEqualTo(42424);
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(List.of(
                        pod.getContainers().getFirst(), pod.getInitContainers().getFirst()))
                .allSatisfy(container -> {
                    assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                            .isFalse();
                    assertThat(container.getSecurityContext().getCapabilities().getDrop())
                            .containsExactly("ALL");
                });
    }

    @Test
    void certificatesForTheDatabaseAreAtTheirPlace() {
        var pod = pod("database: {host: db, database: ks, secretRef: {name: s}, tls: {mode: verify-full,"
                + " caBundleSecretRef: {name: ca}, clientCertSecretRef: {name: client}}}");
        assertThat(volume(pod, "database-tls").getProjected().getSources())
                .extracting(source -> source.getSecret().getName())
                .containsExactly("ca", "client");
        assertThat(pod.getContainers().getFirst().getVolumeMounts())
                .extracting(VolumeMount::getMountPath)
                .contains("/etc/keystone/database-tls");
    }

    @Test
    void itMayReadTheKeysInUseAndWriteNothingButTheStagingSecret() {
        settle("{}");
        var rules =
                world.find(Role.class, "keystone-fernet-rotate").orElseThrow().getRules();
        assertThat(rules).hasSize(2);
        assertThat(rules.get(0).getResourceNames()).containsExactly("keystone-fernet-keys");
        assertThat(rules.get(0).getVerbs()).containsExactly("get");
        assertThat(rules.get(1).getResourceNames()).containsExactly("keystone-fernet-keys-rotation");
        assertThat(rules.get(1).getVerbs()).containsExactly("get", "patch");
        assertThat(rules).allSatisfy(rule -> assertThat(rule.getResources()).containsExactly("secrets"));
        var binding = world.find(RoleBinding.class, "keystone-fernet-rotate").orElseThrow();
        assertThat(binding.getRoleRef().getName()).isEqualTo("keystone-fernet-rotate");
        assertThat(binding.getSubjects().getFirst().getName()).isEqualTo("keystone-fernet-rotate");
        assertThat(binding.getSubjects().getFirst().getNamespace()).isEqualTo("openstack");
        assertThat(pod("{}").getServiceAccountName()).isEqualTo("keystone-fernet-rotate");
    }

    @Test
    void anOlderApiServerGetsTheVersionThatItKnows() {
        world.withoutCronJobsOfToday();
        settle("fernet: {suspend: true}");
        var job = world.find(io.fabric8.kubernetes.api.model.batch.v1beta1.CronJob.class, "keystone-fernet-rotate")
                .orElseThrow();
        assertThat(job.getApiVersion()).isEqualTo("batch/v1beta1");
        assertThat(job.getSpec().getSuspend()).isTrue();
        assertThat(job.getSpec()
                        .getJobTemplate()
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers())
                .hasSize(1);
        var byServers = Resources.documentWith("fernet: {mode: Server}");
        assertThat(new FernetKeysStep(new SecureRandom())
                        .decide(byServers, world)
                        .writes())
                .filteredOn(write -> write instanceof Write.Delete)
                .hasSize(5);
    }

    private CronJob job(String fields) {
        settle(fields);
        return world.find(CronJob.class, "keystone-fernet-rotate").orElseThrow();
    }

    private PodSpec pod(String fields) {
        return job(fields).getSpec().getJobTemplate().getSpec().getTemplate().getSpec();
    }

    private static Volume volume(PodSpec pod, String name) {
        return pod.getVolumes().stream()
                .filter(volume -> volume.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void settle(String fields) {
        var step = new FernetKeysStep(new SecureRandom());
        var keystone = Resources.documentWith(fields);
        world.after(step.decide(keystone, world)).after(step.decide(keystone, world));
    }
}
