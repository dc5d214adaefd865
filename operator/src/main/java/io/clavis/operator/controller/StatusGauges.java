package io.clavis.operator.controller;

import io.clavis.operator.resource.Keystone;
import io.clavis.operator.resource.KeystoneStatus;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/** Which conditions of which Keystone hold. May be used by many threads. */
public final class StatusGauges {
    private final Map<String, Map<String, Boolean>> conditions = new ConcurrentSkipListMap<>();

    void put(Keystone keystone, KeystoneStatus status) {
        conditions.put(
                labels(keystone),
                status.conditions().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                condition -> condition.getType(),
                                condition -> condition.getStatus().equals("True"))));
    }

    void remove(Keystone keystone) {
        conditions.remove(labels(keystone));
    }

    void render(StringBuilder text) {
        text.append("# TYPE keystone_operator_condition gauge\n");
        conditions.forEach((labels, types) -> types.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(type -> text.append("keystone_operator_condition{")
                        .append(labels)
                        .append(",type=\"")
                        .append(type.getKey())
                        .append("\"} ")
                        .append(type.getValue() ? 1 : 0)
                        .append('\n')));
    }

    private static String labels(Keystone keystone) {
        return "namespace=\"" + keystone.getMetadata().getNamespace() + "\",name=\""
                + keystone.getMetadata().getName() + "\"";
    }
}
