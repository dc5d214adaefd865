package io.clavis.operator.step;

import io.clavis.operator.configuration.ImmutableConfigMap;
import io.clavis.operator.configuration.InvalidSpecification;
import io.clavis.operator.configuration.PolicyDocument;
import io.clavis.operator.configuration.RenderedConfiguration;
import io.clavis.operator.pipeline.Outcome;
import io.clavis.operator.pipeline.Owned;
import io.clavis.operator.pipeline.Step;
import io.clavis.operator.pipeline.World;
import io.clavis.operator.pipeline.Write;
import io.clavis.operator.resource.Keystone;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.time.Duration;
import java.util.Optional;

/** The ConfigMap with all files of the resource. It never changes; a change of the resource makes another one. */
public final class ConfigurationStep implements Step {
    /** Its part of the name. */
    static final String ROLE = "config";

    private static final Duration AGAIN = Duration.ofSeconds(30);

    @Override
    public String condition() {
        return SecretsStep.CONDITION;
    }

    @Override
    public Outcome decide(Keystone keystone, World world) {
        Optional<ConfigMap> wanted;
        try {
            wanted = wanted(keystone, world);
        } catch (InvalidSpecification e) {
            return Outcome.fails("ConfigurationInvalid", e.getMessage());
        }
        if (wanted.isEmpty()) {
            return Outcome.waits(
                    "WaitingForPolicy",
                    "spec.policyOverrides.configMapRef: expected a ConfigMap with the key " + PolicyDocument.FILE,
                    AGAIN);
        }
        return created(keystone, world, wanted.get(), Outcome.holds(SecretsStep.AVAILABLE, "the files are there"));
    }

    /** The same, writing the ConfigMap; unless one of its name is somebody else's. */
    static Outcome created(Keystone keystone, World world, ConfigMap wanted, Outcome outcome) {
        var name = wanted.getMetadata().getName();
        var there = world.find(ConfigMap.class, name);
        if (there.isEmpty()) {
            return outcome.writing(new Write.Create(wanted));
        }
        return Owned.by(keystone, there.get())
                ? outcome
                : Outcome.fails("ConfigMapNotOwned", "ConfigMap " + name + " belongs to something else");
    }

    /**
     * The ConfigMap that the Pods should have; empty while the policy that it is to contain is not there.
     *
     * @throws InvalidSpecification where the resource, or that policy, cannot be made into files
     */
    public static Optional<ConfigMap> wanted(Keystone keystone, World world) {
        return policy(keystone, world)
                .map(policy ->
                        ImmutableConfigMap.of(keystone, ROLE, RenderedConfiguration.of(keystone.getSpec(), policy)));
    }

    private static Optional<String> policy(Keystone keystone, World world) {
        var overrides = keystone.getSpec().policyOverrides();
        if (overrides == null || overrides.configMapRef() == null) {
            return Optional.of("");
        }
        return world.find(ConfigMap.class, overrides.configMapRef().name())
                .flatMap(found -> Optional.ofNullable(found.getData()))
                .flatMap(data -> Optional.ofNullable(data.get(PolicyDocument.FILE)));
    }
}
