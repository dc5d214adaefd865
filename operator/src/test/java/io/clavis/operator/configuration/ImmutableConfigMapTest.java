package io.clavis.operator.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ImmutableConfigMapTest {
    @Test
    void itsNameFollowsFromWhatItHolds() {
        var map = ImmutableConfigMap.of(Resources.document(), "config", Map.of("b", "2", "a", "1"));
        assertThat(map.getMetadata().getName()).matches("keystone-config-[0-9a-f]{8}");
        assertThat(map.getImmutable()).isTrue();
        assertThat(map.getMetadata().getLabels()).containsEntry(ImmutableConfigMap.ROLE, "config");
        assertThat(map.getMetadata().getOwnerReferences().getFirst().getController())
                .isTrue();
    }

    @Test
    void theHashIsOfLengthsKeysAndValuesInOrder() {
        // printf '1:a=1:1\n1:b=3:\xe2\x82\xac\n' | sha256sum
        assertThat(ImmutableConfigMap.hash(Map.of("b", "€", "a", "1"))).isEqualTo("a015b986");
    }

    @Test
    void whereOneValueEndsIsPartOfTheHash() {
        assertThat(ImmutableConfigMap.hash(Map.of("a", "1\n1:b=1:2")))
                .isNotEqualTo(ImmutableConfigMap.hash(Map.of("a", "1", "b", "2")));
    }

    @Test
    void onlyTheMainFileStandsWhereEveryFileIsRead() {
        var files = ImmutableConfigMap.of(
                Resources.document(),
                "config",
                RenderedConfiguration.of(Resources.document().getSpec(), ""));
        assertThat(ConfigurationVolume.mounts(files))
                .extracting(mount -> mount.getMountPath())
                .isEqualTo(List.of(
                        "/etc/keystone/api-paste.ini",
                        "/etc/keystone/keystone.conf.d/keystone.conf",
                        "/etc/keystone/logging.conf"));
        assertThat(ConfigurationVolume.volume(files).getConfigMap().getName())
                .isEqualTo(files.getMetadata().getName());
    }

    @Test
    void thePolicyIsAmongTheFilesWhereThereIsOne() {
        var spec = Resources.documentWith("policyOverrides: {rules: {a: '@'}}").getSpec();
        assertThat(RenderedConfiguration.of(spec, "b: '!'"))
                .containsOnlyKeys("keystone.conf", "api-paste.ini", "logging.conf", "policy.yaml")
                .containsEntry("policy.yaml", "\"a\": \"@\"\n\"b\": \"!\"\n");
    }
}
