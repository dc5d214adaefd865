package io.clavis.operator.pipeline;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The conditions of a resource while a pipeline runs over it. One whose status stays keeps its time. Belongs to one
 * thread.
 */
public final class Conditions {
    /** Whether all others hold. */
    public static final String READY = "Ready";

    private final Map<String, Condition> before = new LinkedHashMap<>();
    private final Map<String, Condition> now = new LinkedHashMap<>();
    private final Long generation;
    private final String time;

    /** Of a generation of the resource, at a time. */
    public Conditions(Collection<Condition> before, Long generation, Instant time) {
        before.forEach(condition -> this.before.put(condition.getType(), condition));
        now.putAll(this.before);
        this.generation = generation;
        this.time = time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Says whether one holds. */
    public void set(String type, boolean holds, String reason, String message) {
        var status = holds ? "True" : "False";
        var old = Optional.ofNullable(before.get(type))
                .filter(condition -> condition.getStatus().equals(status));
        now.put(
                type,
                new ConditionBuilder()
                        .withType(type)
                        .withStatus(status)
                        .withReason(reason)
                        .withMessage(message)
                        .withObservedGeneration(generation)
                        .withLastTransitionTime(
                                old.map(Condition::getLastTransitionTime).orElse(time))
                        .build());
    }

    /** Says whether all of these hold. */
    public void aggregate(List<String> types) {
        var missing = types.stream().filter(type -> !holds(type)).toList();
        if (missing.isEmpty()) {
            set(READY, true, "AllReady", "all conditions hold");
            return;
        }
        set(READY, false, "NotAllReady", "not yet: " + String.join(", ", missing));
    }

    /** Whether one holds; not where nobody said so. */
    public boolean holds(String type) {
        var condition = now.get(type);
        return condition != null && condition.getStatus().equals("True");
    }

    /** The conditions of which status or reason are new. */
    public List<Condition> changed() {
        return now.values().stream()
                .filter(condition -> {
                    var old = before.get(condition.getType());
                    return old == null
                            || !old.getStatus().equals(condition.getStatus())
                            || !old.getReason().equals(condition.getReason());
                })
                .toList();
    }

    /** All of them, those that nobody spoke of with what was so before. */
    public List<Condition> all() {
        return new ArrayList<>(now.values());
    }
}
