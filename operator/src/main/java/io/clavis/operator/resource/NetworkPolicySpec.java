package io.clavis.operator.resource;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who may speak to Keystone, and whom it may speak to beyond what it needs. */
public record NetworkPolicySpec(List<Source> ingress, List<NetworkPolicyEgressRule> additionalEgress) {
    public NetworkPolicySpec {
        ingress = ingress == null ? List.of() : List.copyOf(ingress);
        additionalEgress = additionalEgress == null ? List.of() : List.copyOf(additionalEgress);
    }

    /** Pods that may speak to Keystone. */
    public record Source(
            LabelSelector namespaceSelector, @Nullable LabelSelector podSelector) {}
}
