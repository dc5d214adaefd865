package io.clavis.operator.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.operator.configuration.Resources;
import io.clavis.operator.resource.Keystone;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConfigurationStepTest {
    private static final String POLICY = "policyOverrides: {rules: {a: '@'}, configMapRef: {name: policy}}";

    private final ConfigurationStep step = new ConfigurationStep();

    @Test
    void theFilesAreMadeOnce() {
        var world = new Given();
        var first = step.decide(Resources.document(), world);
        assertThat(first.holds()).isTrue();
        assertThat(first.writes()).hasSize(1);
        assertThat(step.decide(Resources.document(), world.after(first)).writes())
                .isEmpty();
    }

    @Test
    void anotherConfigurationIsAnotherConfigMap() {
        var world = new Given();
        world.after(step.decide(Resources.document(), world));
        world.after(step.decide(Resources.documentWith("extraConfig: {token: {expiration: '60'}}"), world));
        assertThat(world.names()).hasSize(2).allMatch(name -> name.startsWith("ConfigMap keystone-config-"));
    }

    @Test
    void moreReplicasAreNoOtherConfiguration() {
        var world = new Given();
        world.after(step.decide(Resources.document(), world));
        assertThat(step.decide(Resources.documentWith("replicas: 5"), world).writes())
                .isEmpty();
    }

    @Test
    void oneThatBelongsToSomethingElseIsNotTaken() {
        var world = new Given();
        world.after(step.decide(Resources.document(), world));
        var reborn = Resources.document();
        reborn.getMetadata().setUid("another");
        var outcome = step.decide(reborn, world);
        assertThat(outcome.holds()).isFalse();
        assertThat(outcome.reason()).isEqualTo("ConfigMapNotOwned");
        assertThat(outcome.writes()).isEmpty();
    }

    @Test
    void whatCannotBeRenderedFailsWithTheField() {
        var outcome = step.decide(Resources.documentWith("extraConfig: {'a]': {b: c}}"), new Given());
        assertThat(outcome.reason()).isEqualTo("ConfigurationInvalid");
        assertThat(outcome.message()).startsWith("spec.extraConfig[a]]");
        assertThat(outcome.again()).isNull();
    }

    @Test
    void thePolicyOfAConfigMapIsWaitedForAndTakenIn() {
        var keystone = Resources.documentWith(POLICY);
        var world = new Given();
        assertThat(step.decide(keystone, world).reason()).isEqualTo("WaitingForPolicy");
        assertThat(step.decide(keystone, world).again()).isNotNull();
        world.with(policy(Map.of("other", "x")));
        assertThat(step.decide(keystone, world).reason()).isEqualTo("WaitingForPolicy");
        world.with(policy(Map.of("policy.yaml", "b: '!'")));
        assertThat(files(keystone, world.after(step.decide(keystone, world))))
                .containsEntry("policy.yaml", "\"a\": \"@\"\n\"b\": \"!\"\n");
    }

    private static ConfigMap policy(Map<String, String> data) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName("policy")
                .endMetadata()
                .withData(data)
                .build();
    }

    private static Map<String, String> files(Keystone keystone, Given world) {
        var name = ConfigurationStep.wanted(keystone, world)
                .orElseThrow()
                .getMetadata()
                .getName();
        return world.find(ConfigMap.class, name).orElseThrow().getData();
    }
}
