package io.clavis.operator.configuration;

import io.clavis.operator.resource.MiddlewareSpec;
import io.clavis.operator.resource.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The file {@code api-paste.ini}: the founding document's pipeline with the filters of a resource put in. Of several
 * filters at one place the earlier one in the list stands first.
 */
public final class PastePipeline {
    private static final String APPLICATION = "admin_service";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+");
    private static final Pattern OPTION = Pattern.compile("[^=:\\[#;\\s\\p{Cc}][^=:\\p{Cc}]*");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

    private static final Map<String, String> BASE = base();

    private final List<String> names = new ArrayList<>(BASE.keySet());
    /** What each filter was put right after, so that whatever belongs to a filter stays with it. */
    private final Map<String, String> after = new LinkedHashMap<>();
    /** How many were put before everything. */
    private int first;

    private PastePipeline() {
        names.add(APPLICATION);
    }

    private static Map<String, String> base() {
        var filters = new LinkedHashMap<String, String>();
        filters.put("cors", "egg:oslo.middleware#cors");
        filters.put("sizelimit", "egg:oslo.middleware#sizelimit");
        filters.put("http_proxy_to_wsgi", "egg:oslo.middleware#http_proxy_to_wsgi");
        filters.put("osprofiler", "egg:osprofiler#osprofiler");
        filters.put("url_normalize", "egg:keystone#url_normalize");
        filters.put("request_id", "egg:oslo.middleware#request_id");
        filters.put("authtoken", "egg:keystone#build_auth_context");
        return filters;
    }

    /**
     * The names in the pipeline in their order, the application last.
     *
     * @throws InvalidSpecification for a name that is there twice, and for a place that is nowhere
     */
    public static List<String> order(List<MiddlewareSpec> middleware) {
        var pipeline = new PastePipeline();
        var waiting = new ArrayList<MiddlewareSpec>();
        for (var filter : middleware) {
            check(filter, pipeline, waiting);
            waiting.add(filter);
        }
        // A filter may stand by one that comes later in the list.
        boolean moved = true;
        while (moved) {
            moved = waiting.removeIf(pipeline::put);
        }
        if (!waiting.isEmpty()) {
            throw pipeline.nowhere(waiting);
        }
        return List.copyOf(pipeline.names);
    }

    /**
     * The text of the file.
     *
     * @throws InvalidSpecification as {@link #order}, and for options that cannot stand in such a file
     */
    public static String render(List<MiddlewareSpec> middleware) {
        var order = order(middleware);
        var text = new StringBuilder();
        BASE.forEach((name, egg) -> section(text, "filter:" + name, List.of("use = " + egg)));
        middleware.forEach(filter -> section(text, "filter:" + filter.name(), options(filter)));
        section(text, "app:" + APPLICATION, List.of("use = egg:keystone#service_v3"));
        section(text, "pipeline:public_api", List.of("pipeline = " + String.join(" ", order)));
        section(text, "composite:main", List.of("use = egg:Paste#urlmap", "/v3 = public_api"));
        return text.toString();
    }

    private static void check(MiddlewareSpec filter, PastePipeline pipeline, List<MiddlewareSpec> earlier) {
        if (!NAME.matcher(filter.name()).matches()) {
            throw new InvalidSpecification(
                    "spec.middleware[].name", "expected a name of letters, digits, dots, _ and -");
        }
        var field = field(filter);
        if (pipeline.names.contains(filter.name())) {
            throw new InvalidSpecification(field, "the pipeline has a filter of this name already");
        }
        if (earlier.stream().anyMatch(other -> other.name().equals(filter.name()))) {
            throw new InvalidSpecification(field, "the name is there twice");
        }
        if (anchor(filter.position()).equals(Optional.of(filter.name()))) {
            throw new InvalidSpecification(field + ".position", "a filter cannot stand by itself");
        }
        if (filter.position() instanceof Position.After(String anchor) && anchor.equals(APPLICATION)) {
            throw new InvalidSpecification(field + ".position", "nothing can stand after " + APPLICATION);
        }
    }

    private boolean put(MiddlewareSpec filter) {
        switch (filter.position()) {
            case Position.First() -> names.add(first++, filter.name());
            case Position.BeforeApplication() -> names.add(names.size() - 1, filter.name());
            case Position.Before(String anchor) -> {
                int place = names.indexOf(anchor);
                if (place < 0) {
                    return false;
                }
                names.add(place, filter.name());
                first += place < first ? 1 : 0;
            }
            case Position.After(String anchor) -> {
                int place = names.indexOf(anchor);
                if (place < 0) {
                    return false;
                }
                int end = place + 1;
                while (follows(names.get(end), anchor)) {
                    end++;
                }
                names.add(end, filter.name());
                after.put(filter.name(), anchor);
                first += place < first ? 1 : 0;
            }
        }
        return true;
    }

    private boolean follows(String name, String anchor) {
        for (var place = after.get(name); place != null; place = after.get(place)) {
            if (place.equals(anchor)) {
                return true;
            }
        }
        return false;
    }

    private InvalidSpecification nowhere(List<MiddlewareSpec> waiting) {
        var missing = waiting.stream().map(MiddlewareSpec::name).collect(Collectors.toSet());
        for (var filter : waiting) {
            var anchor = anchor(filter.position()).orElseThrow();
            if (!missing.contains(anchor)) {
                return new InvalidSpecification(
                        field(filter) + ".position",
                        "there is no filter '" + CONTROL.matcher(anchor).replaceAll("?") + "'; expected one of "
                                + String.join(", ", names));
            }
        }
        return new InvalidSpecification(
                "spec.middleware",
                "the positions of " + waiting.stream().map(MiddlewareSpec::name).collect(Collectors.joining(", "))
                        + " refer to each other in a circle");
    }

    private static Optional<String> anchor(Position position) {
        return switch (position) {
            case Position.Before(String filter) -> Optional.of(filter);
            case Position.After(String filter) -> Optional.of(filter);
            case Position.First() -> Optional.empty();
            case Position.BeforeApplication() -> Optional.empty();
        };
    }

    private static String field(MiddlewareSpec filter) {
        return "spec.middleware[" + filter.name() + "]";
    }

    private static List<String> options(MiddlewareSpec filter) {
        var lines = new ArrayList<String>();
        lines.add("paste.filter_factory = " + value(field(filter) + ".filterFactory", filter.filterFactory()));
        new TreeMap<>(filter.config()).forEach((name, value) -> {
            var field = field(filter) + ".config[" + CONTROL.matcher(name).replaceAll("?") + "]";
            if (!OPTION.matcher(name).matches() || !name.equals(name.strip())) {
                throw new InvalidSpecification(field, "cannot be the name of an option");
            }
            if (name.equals("use") || name.startsWith("paste.")) {
                throw new InvalidSpecification(field, "only filterFactory says what the filter is");
            }
            lines.add((name + " = " + value(field, value)).stripTrailing());
        });
        return lines;
    }

    /** PasteDeploy knows no quotes, so what it would strip is refused; a per cent sign refers to another option. */
    private static String value(String field, String value) {
        if (CONTROL.matcher(value).find() || !value.equals(value.strip())) {
            throw new InvalidSpecification(
                    field, "a value must be one line without control characters and blanks at its ends");
        }
        return value.replace("%", "%%");
    }

    private static void section(StringBuilder text, String name, List<String> lines) {
        text.append(text.isEmpty() ? "" : "\n").append('[').append(name).append("]\n");
        lines.forEach(line -> text.append(line).append('\n'));
    }
}
