package io.clavis.operator.admission;

import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The rules of {@code spec.deployment}. */
final class PodRules {
    private PodRules() {}

    /** @param name of the Keystone */
    static List<Finding> check(Place deployment, String name, Neighbours neighbours) {
        var findings = new ArrayList<Finding>();
        resources(deployment.at("resources"), findings);
        strategy(deployment.at("strategy"), findings);
        for (var constraint : deployment.at("topologySpreadConstraints").items()) {
            spread(constraint.at("labelSelector"), labels(name), findings);
        }
        var priority = deployment.at("priorityClassName");
        if (!priority.text().isEmpty() && !neighbours.hasPriorityClass(priority.text())) {
            findings.add(Finding.refused(
                    priority.path(), "is " + priority.text() + ", expected the name of a PriorityClass that exists"));
        }
        return findings;
    }

    private static Map<String, String> labels(String name) {
        return Map.of(
                "app.kubernetes.io/name", "keystone",
                "app.kubernetes.io/instance", name,
                "app.kubernetes.io/managed-by", "keystone-operator");
    }

    private static void resources(Place resources, List<Finding> findings) {
        for (var limit : resources.at("limits").members()) {
            amount(limit.place(), findings);
        }
        for (var request : resources.at("requests").members()) {
            var wanted = amount(request.place(), findings);
            var limit = resources.at("limits", request.name());
            var most = limit.given() ? amount(limit, new ArrayList<>()) : Optional.<BigDecimal>empty();
            if (wanted.isPresent() && most.isPresent() && wanted.get().compareTo(most.get()) > 0) {
                findings.add(Finding.refused(
                        request.place().path(),
                        "is " + request.place().text() + ", expected at most the limit, " + limit.text()));
            }
        }
    }

    private static Optional<BigDecimal> amount(Place place, List<Finding> findings) {
        try {
            var amount = Quantity.getAmountInBytes(Quantity.parse(place.text()));
            if (amount.signum() >= 0) {
                return Optional.of(amount);
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            // Said below.
        }
        findings.add(
                Finding.refused(place.path(), "is " + place.node() + ", expected a quantity such as 500m or 256Mi"));
        return Optional.empty();
    }

    private static void strategy(Place strategy, List<Finding> findings) {
        var rolling = strategy.at("rollingUpdate");
        if (!rolling.given()) {
            return;
        }
        if (strategy.at("type").text().equals("Recreate")) {
            findings.add(Finding.refused(rolling.path(), "is given, expected none with the type Recreate"));
        }
        if (nothing(rolling.at("maxSurge")) && nothing(rolling.at("maxUnavailable"))) {
            findings.add(Finding.refused(
                    rolling.at("maxUnavailable").path(), "is 0 as is maxSurge, expected one of them to be more"));
        }
    }

    private static boolean nothing(Place number) {
        return number.text().equals("0") || number.text().equals("0%");
    }

    private static void spread(Place selector, Map<String, String> labels, List<Finding> findings) {
        if (!selector.given()) {
            findings.add(Finding.refused(
                    selector.path(),
                    "is missing, expected a selector that matches the labels of the Pods, such as "
                            + "app.kubernetes.io/instance"));
            return;
        }
        for (var label : selector.at("matchLabels").members()) {
            if (!label.place().text().equals(labels.get(label.name()))) {
                findings.add(mismatch(label.place(), labels.get(label.name())));
            }
        }
        for (var expression : selector.at("matchExpressions").items()) {
            if (!matches(expression, labels)) {
                findings.add(
                        mismatch(expression, labels.get(expression.at("key").text())));
            }
        }
    }

    private static Finding mismatch(Place place, @Nullable String label) {
        return Finding.refused(
                place.path(),
                "does not match the labels of the Pods, expected "
                        + (label == null ? "a label that they have" : label));
    }

    private static boolean matches(Place expression, Map<String, String> labels) {
        var label = labels.get(expression.at("key").text());
        var values = expression.at("values").node();
        boolean among = label != null
                && StreamSupport.stream(values.spliterator(), false)
                        .anyMatch(value -> value.asText().equals(label));
        return switch (expression.at("operator").text()) {
            case "In" -> among;
            case "NotIn" -> !among;
            case "Exists" -> label != null;
            case "DoesNotExist" -> label == null;
            default -> false;
        };
    }
}
