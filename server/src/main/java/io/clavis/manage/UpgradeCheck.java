package io.clavis.manage;

import io.clavis.composition.Capabilities;
import io.clavis.composition.PolicyView;
import io.clavis.config.Configuration;
import io.clavis.config.OsloPolicyOptions;
import io.clavis.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** One of the checks of {@code keystone-status upgrade check}, and what came of it. */
record UpgradeCheck(String name, Result result, Optional<String> details) {
    private static final String TITLE = "Upgrade Check Results";
    private static final int WIDTH = 60;
    private static final List<String> DEFAULT_ROLES = List.of("admin", "member", "reader");
    private static final List<String> TRUST_RULES = List.of(
            "identity:list_trusts",
            "identity:delete_trust",
            "identity:get_trust",
            "identity:list_roles_for_trust",
            "identity:get_role_for_trust");

    /** What came of a check; the worst one decides the exit code. */
    enum Result {
        SUCCESS("Success", 0),
        WARNING("Warning", 1),
        FAILURE("Failure", 2);

        private final String word;
        private final int code;

        Result(String word, int code) {
            this.word = word;
            this.code = code;
        }
    }

    int code() {
        return result.code;
    }

    /** Looks at the policy and the database. */
    static List<UpgradeCheck> all(Configuration configuration) {
        return List.of(trustPolicies(configuration), roles(configuration), policyFile(configuration));
    }

    private static UpgradeCheck of(String name, String success, Optional<String> failure) {
        return failure.map(details -> new UpgradeCheck(name, Result.FAILURE, failure))
                .orElseGet(() -> new UpgradeCheck(
                        name, Result.SUCCESS, Optional.of(success).filter(text -> !text.isEmpty())));
    }

    private static UpgradeCheck trustPolicies(Configuration configuration) {
        var open = PolicyView.openToAll(configuration, TRUST_RULES);
        return of(
                "Check trust policies are not empty",
                "Trust policies are safe.",
                open.isEmpty()
                        ? Optional.empty()
                        : Optional.of("The policy lets everybody do this: " + String.join(", ", open)
                                + ". Remove these rules from the policy file, or give them a check."));
    }

    private static UpgradeCheck roles(Configuration configuration) {
        try (var capabilities = Capabilities.open(configuration)) {
            var mutable = DEFAULT_ROLES.stream()
                    .flatMap(name -> capabilities.roles().findByName(name).stream())
                    .filter(role -> !role.options().isImmutable())
                    .map(role -> role.name())
                    .toList();
            return of(
                    "Check default roles are immutable",
                    "Default roles are immutable.",
                    mutable.isEmpty()
                            ? Optional.empty()
                            : Optional.of("Roles are not immutable: " + String.join(", ", mutable)));
        }
    }

    private static UpgradeCheck policyFile(Configuration configuration) {
        var file = configuration.locate(configuration.get(OsloPolicyOptions.POLICY_FILE));
        boolean json;
        try {
            json = Files.exists(file) && Json.parse(Files.readAllBytes(file)).isPresent();
        } catch (IOException unreadable) {
            throw new CommandFailure(file + " cannot be read: " + unreadable.getMessage());
        }
        return of(
                "Policy File JSON to YAML Migration",
                "",
                json
                        ? Optional.of(
                                "The policy file " + file + " is JSON, which is deprecated. Convert it to YAML, for"
                                        + " example with oslopolicy-convert-json-to-yaml.")
                        : Optional.empty());
    }

    static String json(List<UpgradeCheck> checks) {
        var report = Json.object().put("name", TITLE);
        var list = report.putArray("checks");
        checks.forEach(check -> list.add(check.json()));
        return report.toString();
    }

    private ObjectNode json() {
        return Json.object().put("check", name).put("result", result.code).put("details", details.orElse(null));
    }

    /** The table of oslo.upgradecheck: a cell for each check. */
    static String table(List<UpgradeCheck> checks) {
        var cells = new ArrayList<List<String>>(List.of(List.of(TITLE)));
        checks.forEach(check -> cells.add(check.lines()));
        int width = cells.stream()
                .flatMap(List::stream)
                .mapToInt(String::length)
                .max()
                .orElse(0);
        var rule = "+" + "-".repeat(width + 2) + "+";
        return cells.stream()
                .map(cell -> cell.stream()
                        .map(line -> "| " + line + " ".repeat(width - line.length()) + " |")
                        .collect(Collectors.joining("\n")))
                .collect(Collectors.joining("\n" + rule + "\n", rule + "\n", "\n" + rule));
    }

    private List<String> lines() {
        var lines = new ArrayList<>(List.of("Check: " + name, "Result: " + result.word));
        var wrapped = wrapped(details.orElse("None"));
        lines.add("Details: " + wrapped.getFirst());
        lines.addAll(wrapped.subList(1, wrapped.size()));
        return lines;
    }

    private static List<String> wrapped(String text) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : text.split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
                line.append(" ");
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
