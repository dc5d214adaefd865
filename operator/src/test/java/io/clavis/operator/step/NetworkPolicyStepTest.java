package io.clavis.operator.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.operator.configuration.Resources;
import io.clavis.operator.pipeline.Outcome;
import io.clavis.operator.pipeline.Owned;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicySpec;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NetworkPolicyStepTest {
    private static final String INGRESS =
            "networkPolicy: {ingress: [{namespaceSelector: {matchLabels: {team: a}}, podSelector: {matchLabels: {app: b}}}]%s}";

    private final Given world = new Given();

    @Test
    void withoutAWordThereIsNone() {
        var outcome = decide("{}");
        assertThat(outcome.holds()).isTrue();
        assertThat(outcome.reason()).isEqualTo("NetworkPolicyNotRequired");
        assertThat(outcome.writes()).isEmpty();
    }

    @Test
    void oneThatIsNoLongerWantedGoesAway() {
        world.after(decide(INGRESS.formatted("")));
        world.after(decide("{}"));
        assertThat(world.names()).isEmpty();
    }

    @Test
    void somebodyElsesStays() {
        world.after(decide(INGRESS.formatted("")));
        var reborn = Resources.document();
        reborn.getMetadata().setUid("another");
        assertThat(new NetworkPolicyStep("operators").decide(reborn, world).writes())
                .isEmpty();
    }

    @Test
    void declaredSourcesAndTheOperatorMayCallTheApi() {
        var policy = policy(INGRESS.formatted(""));
        assertThat(policy.getPolicyTypes()).containsExactly("Ingress", "Egress");
        assertThat(policy.getPodSelector().getMatchLabels()).isEqualTo(Owned.labels(Resources.document()));
        var rule = policy.getIngress().getFirst();
        assertThat(rule.getPorts().getFirst().getPort().getIntVal()).isEqualTo(5000);
        assertThat(rule.getFrom()).hasSize(2);
        assertThat(rule.getFrom().get(0).getPodSelector().getMatchLabels()).containsEntry("app", "b");
        assertThat(rule.getFrom().get(0).getNamespaceSelector().getMatchLabels())
                .containsEntry("team", "a");
        assertThat(namespaces(policy)).containsExactly("operators");
    }

    @Test
    void theGatewaysNamespaceMayToo() {
        assertThat(namespaces(policy(INGRESS.formatted("")
                        + "\ngateway: {parentRef: {name: gw, namespace: gateways}, hostname: k.example.com}")))
                .containsExactly("operators", "gateways");
        assertThat(namespaces(
                        policy(INGRESS.formatted("") + "\ngateway: {parentRef: {name: gw}, hostname: k.example.com}")))
                .containsExactly("operators", "openstack");
    }

    @Test
    void keystoneMayReachWhatItNeeds() {
        var egress = policy(INGRESS.formatted("")).getEgress();
        assertThat(egress)
                .extracting(NetworkPolicyStepTest::ports)
                .containsExactly(
                        List.of("UDP53", "TCP53"),
                        List.of("TCP443", "TCP6443"),
                        List.of("TCP3306"),
                        List.of("TCP11211"));
        assertThat(egress.get(2).getTo().getFirst().getPodSelector().getMatchLabels())
                .containsEntry("app.kubernetes.io/instance", "mariadb");
    }

    @Test
    void aDatabaseOfElsewhereAndListedServersAreReachedByTheirPorts() {
        var egress = policy(INGRESS.formatted(", additionalEgress: [{ports: [{protocol: TCP, port: 636}]}]")
                        + "\ndatabase: {host: db, port: 3307, database: ks, secretRef: {name: s}}"
                        + "\ncache: {servers: ['a:11212', 'b:11213', 'c:11212', 'd']}")
                .getEgress();
        assertThat(egress)
                .extracting(NetworkPolicyStepTest::ports)
                .endsWith(List.of("TCP3307"), List.of("TCP11212", "TCP11213", "TCP11211"), List.of("TCP636"));
        assertThat(egress.get(2).getTo()).isEmpty();
    }

    private static List<String> ports(NetworkPolicyEgressRule rule) {
        return rule.getPorts().stream()
                .map(port -> port.getProtocol() + port.getPort().getIntVal())
                .toList();
    }

    private static List<String> namespaces(NetworkPolicySpec policy) {
        return policy.getIngress().getFirst().getFrom().stream()
                .filter(peer -> peer.getPodSelector() == null)
                .map(peer -> peer.getNamespaceSelector().getMatchLabels().get("kubernetes.io/metadata.name"))
                .toList();
    }

    private NetworkPolicySpec policy(String fields) {
        return world.after(decide(fields))
                .find(NetworkPolicy.class, "keystone")
                .orElseThrow()
                .getSpec();
    }

    private Outcome decide(String fields) {
        return new NetworkPolicyStep("operators").decide(Resources.documentWith(fields), world);
    }
}
