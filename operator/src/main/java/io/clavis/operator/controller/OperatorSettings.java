package io.clavis.operator.controller;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How the operator is run, from the environment.
 *
 * @param namespaces which are watched; empty for all
 * @param namespace where the operator itself runs
 * @param lease the name of the lease that one of several operators holds; empty where there is only one
 * @param port of health and figures
 */
public record OperatorSettings(Set<String> namespaces, String namespace, String lease, int port) {
    private static final String PORT = "8080";

    public OperatorSettings {
        namespaces = Set.copyOf(namespaces);
    }

    /**
     * From {@code WATCH_NAMESPACES} (with commas), {@code POD_NAMESPACE}, {@code LEADER_ELECTION_LEASE} and {@code PORT}.
     *
     * @throws IllegalArgumentException where the port is no number
     */
    public static OperatorSettings of(Map<String, String> environment) {
        return new OperatorSettings(
                Arrays.stream(environment.getOrDefault("WATCH_NAMESPACES", "").split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toUnmodifiableSet()),
                environment.getOrDefault("POD_NAMESPACE", "keystone-operator"),
                environment.getOrDefault("LEADER_ELECTION_LEASE", ""),
                Integer.parseInt(environment.getOrDefault("PORT", PORT)));
    }
}
