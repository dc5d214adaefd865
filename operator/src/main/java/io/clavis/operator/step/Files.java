package io.clavis.operator.step;

import io.clavis.operator.configuration.InvalidSpecification;
import io.clavis.operator.pipeline.Outcome;
import io.clavis.operator.pipeline.World;
import io.clavis.operator.resource.Keystone;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.time.Duration;
import java.util.function.Function;

/** The ConfigMap that {@link ConfigurationStep} made, for the steps whose Pods have it. */
final class Files {
    private static final Duration AGAIN = Duration.ofSeconds(30);

    private Files() {}

    /** What follows from it; a wait where it cannot be told, which {@link ConfigurationStep} says more about. */
    static Outcome with(Keystone keystone, World world, Function<ConfigMap, Outcome> decision) {
        try {
            return ConfigurationStep.wanted(keystone, world)
                    .map(decision)
                    .orElseGet(() -> Outcome.waits("WaitingForConfiguration", "the files are not there", AGAIN));
        } catch (InvalidSpecification e) {
            return Outcome.fails("ConfigurationInvalid", e.getMessage());
        }
    }
}
