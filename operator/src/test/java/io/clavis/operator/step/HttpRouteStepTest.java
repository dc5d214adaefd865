package io.clavis.operator.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.operator.configuration.Resources;
import io.clavis.operator.pipeline.WorldInMemory;
import io.clavis.operator.pipeline.Write;
import io.clavis.operator.resource.Keystone;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class HttpRouteStepTest {
    private final WorldInMemory world = new WorldInMemory().serving("gateway.networking.k8s.io/v1/HTTPRoute");
    private final HttpRouteStep step = new HttpRouteStep();
    private Keystone keystone = through("parentRef: {name: public, namespace: gateways, sectionName: https}");

    @Test
    void withoutAGatewayThereIsNoRoute() {
        keystone = Resources.document();
        assertThat(decide()).isEqualTo("HTTPRouteNotRequired");
        assertThat(world.all()).isEmpty();
    }

    @Test
    void whereTheGatewayApiIsMissingNothingIsWritten() {
        var without = new WorldInMemory();
        var outcome = step.decide(keystone, without);
        assertThat(outcome.holds()).isFalse();
        assertThat(outcome.reason()).isEqualTo("GatewayAPINotInstalled");
        assertThat(outcome.writes()).isEmpty();
        assertThat(outcome.again()).isNotNull();
        assertThat(step.decide(Resources.document(), without).reason()).isEqualTo("HTTPRouteNotRequired");
    }

    @Test
    void theRouteLeadsFromTheGatewayToTheService() {
        decide();
        assertThat(route().getAdditionalProperties().get("spec")).isEqualTo(Serialization.unmarshal("""
                        parentRefs: [{name: public, namespace: gateways, sectionName: https}]
                        hostnames: [identity.example.com]
                        rules:
                        - matches: [{path: {type: PathPrefix, value: /}}]
                          backendRefs: [{kind: Service, name: keystone, port: 5000}]
                        """, Map.class));
        assertThat(route().getMetadata().getOwnerReferences()).hasSize(1);
    }

    @Test
    void aPathAlwaysBeginsWithASlashAndAnnotationsAreTheResources() {
        keystone = through("parentRef: {name: public}, path: identity, annotations: {a/b: c}");
        decide();
        assertThat(Serialization.asJson(route())).contains("\"/identity\"");
        assertThat(route().getMetadata().getAnnotations()).containsEntry("a/b", "c");
    }

    @Test
    void theGatewayHasToTakeIt() {
        assertThat(decide()).isEqualTo("HTTPRouteNotAccepted");
        assertThat(step.decide(keystone, world).again()).isEqualTo(Duration.ofSeconds(10));
        says("public", "False", 1);
        assertThat(decide()).isEqualTo("HTTPRouteNotAccepted");
        says("public", "True", 1);
        assertThat(decide()).isEqualTo("HTTPRouteAccepted");
        int writes = world.writes();
        assertThat(decide()).isEqualTo("HTTPRouteAccepted");
        assertThat(world.writes()).isEqualTo(writes);
    }

    @Test
    void whatAnotherGatewaySaysOrWhatWasSaidBeforeDoesNotCount() {
        decide();
        says("other", "True", 1);
        assertThat(decide()).isEqualTo("HTTPRouteNotAccepted");
        says("public", "True", 0);
        assertThat(decide()).isEqualTo("HTTPRouteNotAccepted");
        says("public", "True", 1);
        keystone = through("parentRef: {name: public, namespace: gateways, sectionName: https}, path: /v3");
        assertThat(decide()).isEqualTo("HTTPRouteNotAccepted");
    }

    @Test
    void theRouteGoesAwayWithTheGatewayUnlessItIsSomebodyElses() {
        decide();
        keystone = Resources.document();
        assertThat(decide()).isEqualTo("HTTPRouteNotRequired");
        assertThat(world.all()).isEmpty();
        keystone = through("parentRef: {name: public}");
        decide();
        var foreign = Resources.document();
        foreign.getMetadata().setUid("another");
        keystone = foreign;
        decide();
        assertThat(world.all()).hasSize(1);
    }

    @Test
    void theGatewaysAddressIsTheOneForTheWorld() {
        assertThat(Endpoint.throughGateway(keystone)).hasValue("https://identity.example.com/v3");
        assertThat(Endpoint.throughGateway(Resources.document())).isEmpty();
    }

    private static Keystone through(String fields) {
        return Resources.documentWith("gateway: {hostname: identity.example.com, " + fields + "}");
    }

    private String decide() {
        var outcome = step.decide(keystone, world);
        outcome.writes().forEach(world::write);
        return outcome.reason();
    }

    private GenericKubernetesResource route() {
        return world.all().stream()
                .map(GenericKubernetesResource.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private void says(String gateway, String accepted, int generation) {
        var route = Serialization.clone(route());
        route.getMetadata().setGeneration(1L);
        route.setAdditionalProperty(
                "status",
                Map.of(
                        "parents",
                        List.of(Map.of(
                                "parentRef",
                                Map.of("name", gateway, "namespace", "gateways", "sectionName", "https"),
                                "conditions",
                                List.of(Map.of(
                                        "type", "Accepted", "status", accepted, "observedGeneration", generation))))));
        world.write(new Write.Replace(route));
    }
}
