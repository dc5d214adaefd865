package io.clavis.operator.step;

import io.clavis.operator.pipeline.Outcome;
import io.clavis.operator.pipeline.Owned;
import io.clavis.operator.pipeline.Step;
import io.clavis.operator.pipeline.World;
import io.clavis.operator.pipeline.Write;
import io.clavis.operator.resource.DatabaseSpec;
import io.clavis.operator.resource.Keystone;
import io.clavis.operator.resource.NetworkPolicySpec;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Who may speak to Keystone's Pods, and whom they may speak to. Without a word on it in the resource: anybody. */
public final class NetworkPolicyStep implements Step {
    private static final int API = 5000;
    private static final int MEMCACHED = 11211;

    private final String operatorNamespace;

    /** The operator itself looks after each Keystone's health, so its own namespace may always speak to it. */
    public NetworkPolicyStep(String operatorNamespace) {
        this.operatorNamespace = operatorNamespace;
    }

    @Override
    public String condition() {
        return "NetworkPolicyReady";
    }

    @Override
    public Outcome decide(Keystone keystone, World world) {
        var wanted = keystone.getSpec().networkPolicy();
        if (wanted != null) {
            return Outcome.holds("NetworkPolicyReady", "the network policy is as wanted")
                    .writing(new Write.Apply(policy(keystone, wanted)));
        }
        var outcome = Outcome.holds("NetworkPolicyNotRequired", "spec.networkPolicy is not set");
        return world.find(NetworkPolicy.class, keystone.getMetadata().getName())
                .filter(there -> Owned.by(keystone, there))
                .map(there -> outcome.writing(new Write.Delete(there)))
                .orElse(outcome);
    }

    private NetworkPolicy policy(Keystone keystone, NetworkPolicySpec wanted) {
        return new NetworkPolicyBuilder()
                .withMetadata(Owned.meta(keystone, keystone.getMetadata().getName()))
                .withNewSpec()
                .withPodSelector(new LabelSelectorBuilder()
                        .withMatchLabels(Owned.labels(keystone))
                        .build())
                .withPolicyTypes("Ingress", "Egress")
                .withIngress(ingress(keystone, wanted))
                .withEgress(egress(keystone, wanted))
                .endSpec()
                .build();
    }

    private NetworkPolicyIngressRule ingress(Keystone keystone, NetworkPolicySpec wanted) {
        var gateway = keystone.getSpec().gateway();
        var own = gateway == null
                ? Stream.of(operatorNamespace)
                : Stream.of(
                        operatorNamespace,
                        gateway.parentRef().namespace() == null
                                ? keystone.getMetadata().getNamespace()
                                : gateway.parentRef().namespace());
        var declared = wanted.ingress().stream()
                .map(source -> new NetworkPolicyPeerBuilder()
                        .withNamespaceSelector(source.namespaceSelector())
                        .withPodSelector(source.podSelector())
                        .build());
        return new NetworkPolicyIngressRuleBuilder()
                .withFrom(Stream.concat(declared, own.distinct().map(NetworkPolicyStep::namespace))
                        .toList())
                .withPorts(tcp(API))
                .build();
    }

    private static List<NetworkPolicyEgressRule> egress(Keystone keystone, NetworkPolicySpec wanted) {
        var spec = keystone.getSpec();
        var rules = new ArrayList<NetworkPolicyEgressRule>();
        rules.add(to(List.of(), port("UDP", 53), tcp(53)));
        // The API server, for the Pods that rotate keys.
        rules.add(to(List.of(), tcp(443), tcp(6443)));
        rules.add(to(database(spec.database()), tcp(spec.database().port())));
        var cache = spec.cache().addresses().stream()
                .map(NetworkPolicyStep::portOf)
                .distinct()
                .map(NetworkPolicyStep::tcp)
                .toArray(NetworkPolicyPort[]::new);
        if (cache.length > 0) {
            rules.add(to(List.of(), cache));
        }
        rules.addAll(wanted.additionalEgress());
        return rules;
    }

    private static List<NetworkPolicyPeer> database(DatabaseSpec database) {
        return database.cluster().stream()
                .map(cluster -> new NetworkPolicyPeerBuilder()
                        .withPodSelector(new LabelSelectorBuilder()
                                .withMatchLabels(Map.of("app.kubernetes.io/instance", cluster))
                                .build())
                        .build())
                .toList();
    }

    private static int portOf(String address) {
        var port = address.substring(address.lastIndexOf(':') + 1);
        return port.matches("[0-9]{1,5}") && address.indexOf(':') >= 0 ? Integer.parseInt(port) : MEMCACHED;
    }

    private static NetworkPolicyEgressRule to(List<NetworkPolicyPeer> peers, NetworkPolicyPort... ports) {
        return new NetworkPolicyEgressRuleBuilder()
                .withTo(peers)
                .withPorts(ports)
                .build();
    }

    private static NetworkPolicyPeer namespace(String name) {
        return new NetworkPolicyPeerBuilder()
                .withNamespaceSelector(new LabelSelectorBuilder()
                        .withMatchLabels(Map.of("kubernetes.io/metadata.name", name))
                        .build())
                .build();
    }

    private static NetworkPolicyPort tcp(int number) {
        return port("TCP", number);
    }

    private static NetworkPolicyPort port(String protocol, int number) {
        return new NetworkPolicyPortBuilder()
                .withProtocol(protocol)
                .withPort(new IntOrString(number))
                .build();
    }
}
