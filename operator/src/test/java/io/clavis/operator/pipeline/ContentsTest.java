package io.clavis.operator.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ContentsTest {
    @Test
    void whatTheApiServerOrdersOtherwiseIsStillApplied() {
        var wanted = deployment(List.of("serve", "now"), "/a", "/b", "/c");
        var there = deployment(List.of("serve", "now"), "/a", "/c", "/b");
        there.getMetadata().getAnnotations().put(Contents.APPLIED, Contents.hash(wanted));
        assertThat(Contents.applied(wanted, there)).isTrue();
    }

    @Test
    void oneMountInPlaceOfAnotherIsNotApplied() {
        var wanted = deployment(List.of("serve", "now"), "/a", "/b");
        for (var other : List.of(
                deployment(List.of("serve", "now"), "/a", "/a"),
                deployment(List.of("serve", "now"), "/a", "/b", "/c"),
                deployment(List.of("serve", "now"), "/b"))) {
            other.getMetadata().getAnnotations().put(Contents.APPLIED, Contents.hash(wanted));
            assertThat(Contents.applied(wanted, other)).isFalse();
        }
    }

    @Test
    void theWordsOfACommandHaveTheirOrder() {
        var wanted = deployment(List.of("serve", "now"), "/a");
        var there = deployment(List.of("now", "serve"), "/a");
        there.getMetadata().getAnnotations().put(Contents.APPLIED, Contents.hash(wanted));
        assertThat(Contents.applied(wanted, there)).isFalse();
    }

    private static Deployment deployment(List<String> command, String... mounts) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName("keystone")
                .withAnnotations(new HashMap<>())
                .endMetadata()
                .withNewSpec()
                .withNewTemplate()
                .withNewSpec()
                .addNewContainer()
                .withCommand(command)
                .withVolumeMounts(Stream.of(mounts).map(ContentsTest::mount).toList())
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    private static VolumeMount mount(String path) {
        return new VolumeMountBuilder().withName("config").withMountPath(path).build();
    }
}
