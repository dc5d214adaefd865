package io.clavis.operator.controller;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How the operator is run, from the environment.
 *
 * @param namespaces which are watched; empty for all
 * @param namespace where the operator itself runs
 * @param lease the name of the lease that one of several operators holds; empty where there is only one
 * @param port of health and figures
 * @param webhook empty where nobody is to ask it
 */
public record OperatorSettings(
        Set<String> namespaces, String namespace, String lease, int port, Optional<Webhook> webhook) {
    private static final String PORT = "8080";
    private static final String WEBHOOK_PORT = "9443";

    /**
     * Where API servers ask about resources.
     *
     * @param certificates a directory with {@code tls.crt} and {@code tls.key}, as a mounted Secret has them
     */
    public record Webhook(int port, Path certificates) {
        private static Optional<Webhook> of(Map<String, String> environment) {
            return Optional.ofNullable(environment.get("WEBHOOK_CERTIFICATES"))
                    .filter(directory -> !directory.isEmpty())
                    .map(directory -> new Webhook(
                            Integer.parseInt(environment.getOrDefault("WEBHOOK_PORT", WEBHOOK_PORT)),
                            Path.of(directory)));
        }
    }

    /** Without a webhook. */
    OperatorSettings(Set<String> namespaces, String namespace, String lease, int port) {
        this(namespaces, namespace, lease, port, Optional.empty());
    }

    public OperatorSettings {
        namespaces = Set.copyOf(namespaces);
    }

    /**
     * From {@code WATCH_NAMESPACES} (with commas), {@code POD_NAMESPACE}, {@code LEADER_ELECTION_LEASE}, {@code PORT},
     * {@code WEBHOOK_CERTIFICATES} and {@code WEBHOOK_PORT}.
     *
     * @throws IllegalArgumentException where a port is no number
     */
    public static OperatorSettings of(Map<String, String> environment) {
        return new OperatorSettings(
                Arrays.stream(environment.getOrDefault("WATCH_NAMESPACES", "").split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toUnmodifiableSet()),
                environment.getOrDefault("POD_NAMESPACE", "keystone-operator"),
                environment.getOrDefault("LEADER_ELECTION_LEASE", ""),
                Integer.parseInt(environment.getOrDefault("PORT", PORT)),
                Webhook.of(environment));
    }
}
