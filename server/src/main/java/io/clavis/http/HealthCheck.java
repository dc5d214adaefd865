package io.clavis.http;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code /healthcheck}: what load balancers ask. Answers as oslo.middleware does in its short form: by files that an
 * operator lays down to take a node out, in the type that {@code Accept} prefers.
 */
public final class HealthCheck {
    private static final String UTF_8 = "; charset=UTF-8";
    private static final List<String> TYPES = List.of("text/plain", "text/html", "application/json");
    private static final List<String> PROXY_HEADERS =
            List.of("X-Forwarded", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-For", "X-Forwarded-Prefix");
    private final Settings settings;

    /**
     * What is checked, in order.
     *
     * @param ignoreProxied whether who comes through a proxy finds nothing here
     */
    public record Settings(List<Files> checks, boolean ignoreProxied) {
        public Settings {
            checks = List.copyOf(checks);
        }
    }

    /** A check of files: all must be there, or none may be. */
    public record Files(List<Path> paths, boolean wanted) {
        public Files {
            paths = List.copyOf(paths);
        }

        /** Healthy while every file is there. */
        public static Files wanted(List<Path> paths) {
            return new Files(paths, true);
        }

        /** Healthy while no file is there. */
        public static Files unwanted(List<Path> paths) {
            return new Files(paths, false);
        }

        boolean healthy() {
            return paths.stream().allMatch(path -> java.nio.file.Files.exists(path) == wanted);
        }

        String reason() {
            if (healthy()) {
                return "OK";
            }
            return wanted ? "FILE PATH MISSING" : "DISABLED BY FILE";
        }
    }

    public HealthCheck(Settings settings) {
        this.settings = settings;
    }

    /** Declares the operation. */
    public void declare(Operations operations) {
        operations.get("/healthcheck", Access.OPEN, this::answer);
    }

    private Reply answer(Call call) {
        if (settings.ignoreProxied()
                && PROXY_HEADERS.stream().anyMatch(name -> call.header(name).isPresent())) {
            return ErrorReply.noSuchPath();
        }
        var reasons = settings.checks().stream().map(Files::reason).toList();
        var healthy = reasons.stream().allMatch("OK"::equals);
        if (call.isHead()) {
            return Reply.text(healthy ? 204 : 503, "", "").withoutVary();
        }
        var type = Accept.preferred(call.header("Accept").orElse("*/*"), TYPES);
        return switch (type) {
            case "application/json" -> reply(healthy, type, json(reasons));
            case "text/html" -> reply(healthy, type + UTF_8, html(reasons));
            default -> reply(healthy, "text/plain" + UTF_8, String.join("\n", reasons));
        };
    }

    private static Reply reply(boolean healthy, String type, String body) {
        return Reply.text(healthy ? 200 : 503, type, body).withoutVary();
    }

    // Four spaces of indentation: some monitors compare the text.
    private static String json(List<String> reasons) {
        var items = reasons.isEmpty()
                ? "[]"
                : reasons.stream()
                        .map(reason -> "        \"" + reason + "\"")
                        .collect(Collectors.joining(",\n", "[\n", "\n    ]"));
        return "{\n    \"detailed\": false,\n    \"reasons\": " + items + "\n}";
    }

    private static String html(List<String> reasons) {
        var rows = reasons.stream()
                .map(reason -> "<TR>\n\n    <TD>" + reason + "</TD>\n\n</TR>")
                .collect(Collectors.joining());
        return """
                <HTML>
                <HEAD><TITLE>Healthcheck Status</TITLE></HEAD>
                <BODY>

                <H2>Result of %d checks:</H2>
                <TABLE bgcolor="#ffffff" border="1">
                <TBODY>
                <TR>

                <TH>
                Reason
                </TH>
                </TR>
                %s
                </TBODY>
                </TABLE>
                <HR></HR>

                </BODY>
                </HTML>""".formatted(reasons.size(), rows);
    }
}
