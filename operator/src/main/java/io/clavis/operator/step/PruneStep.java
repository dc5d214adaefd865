package io.clavis.operator.step;

import io.clavis.operator.configuration.ImmutableConfigMap;
import io.clavis.operator.configuration.InvalidSpecification;
import io.clavis.operator.pipeline.Outcome;
import io.clavis.operator.pipeline.Owned;
import io.clavis.operator.pipeline.Step;
import io.clavis.operator.pipeline.World;
import io.clavis.operator.pipeline.Write;
import io.clavis.operator.resource.Keystone;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Removes what hash-named ConfigMaps are left behind, but for the last few that a roll-back could need. */
public final class PruneStep implements Step {
    private static final int RETAINED = 3;

    /** Newest first; of the same second, the order is at least always the same. */
    private static final Comparator<ConfigMap> BY_AGE = Comparator.comparing(
                    (ConfigMap map) -> map.getMetadata().getCreationTimestamp(),
                    Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(map -> map.getMetadata().getName())
            .reversed();

    @Override
    public String condition() {
        return "ConfigurationPruned";
    }

    @Override
    public Outcome decide(Keystone keystone, World world) {
        Optional<ConfigMap> wanted;
        try {
            wanted = ConfigurationStep.wanted(keystone, world);
        } catch (InvalidSpecification e) {
            wanted = Optional.empty();
        }
        if (wanted.isEmpty()) {
            return Outcome.holds("NothingPruned", "which ConfigMap is needed cannot be told now");
        }
        var current = current(keystone, wanted.get());
        var old = world.labelled(ConfigMap.class, Owned.labels(keystone)).stream()
                .filter(map -> Owned.by(keystone, map))
                .filter(map -> map.getMetadata().getLabels().containsKey(ImmutableConfigMap.ROLE))
                .filter(map -> !current.contains(map.getMetadata().getName()))
                .sorted(BY_AGE)
                .toList();
        return Outcome.holds("Pruned", "the last " + RETAINED + " of each kind are kept")
                .writing(beyond(old).stream().map(Write.Delete::new).toList());
    }

    private static List<ConfigMap> beyond(List<ConfigMap> newestFirst) {
        var kinds = newestFirst.stream()
                .collect(Collectors.groupingBy(
                        map -> map.getMetadata().getLabels().get(ImmutableConfigMap.ROLE)));
        return kinds.values().stream()
                .flatMap(kind -> kind.stream().skip(RETAINED))
                .toList();
    }

    private static Set<String> current(Keystone keystone, ConfigMap wanted) {
        var names = new HashSet<String>();
        names.add(wanted.getMetadata().getName());
        for (var kind : RotatedKind.values()) {
            names.add(RotationScript.of(keystone, kind).getMetadata().getName());
        }
        if (keystone.getSpec().passwordRotation().enabled()) {
            names.add(RotationScript.ofPassword(keystone).getMetadata().getName());
        }
        return names;
    }
}
