package io.clavis.catalog;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The substitutions in an endpoint's URL: {@code $(name)s} or {@code %(name)s}, {@code %%} for a percent sign. Upstream
 * formats with Python's {@code %} operator; only the names below may stand there.
 */
final class UrlTemplate {
    private static final Set<String> NAMES =
            Set.of("tenant_id", "project_id", "user_id", "compute_host", "public_endpoint");

    private UrlTemplate() {}

    /** Whether every substitution is well-formed and known. */
    static boolean isValid(String url) {
        return render(url, Map.of(), true).isPresent();
    }

    /** The URL with all substitutions made; empty where one is malformed, not known or without a value. */
    static Optional<String> render(String url, Map<String, String> values) {
        return render(url, values, false);
    }

    private static Optional<String> render(String url, Map<String, String> values, boolean anyValue) {
        if (url.indexOf('%') < 0 && !url.contains("$(")) {
            return Optional.of(url);
        }
        var template = url.replace("$(", "%(");
        var rendered = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            char c = template.charAt(at);
            if (c != '%') {
                rendered.append(c);
                at++;
                continue;
            }
            if (template.startsWith("%%", at)) {
                rendered.append('%');
                at += 2;
                continue;
            }
            int end = template.indexOf(")s", at);
            if (!template.startsWith("%(", at) || end < 0) {
                return Optional.empty();
            }
            var name = template.substring(at + 2, end);
            var value = values.get(name);
            if (!NAMES.contains(name) || (value == null && !anyValue)) {
                return Optional.empty();
            }
            rendered.append(value == null ? "" : value);
            at = end + 2;
        }
        return Optional.of(rendered.toString());
    }
}
