package io.clavis.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The body of a request in {@code application/x-www-form-urlencoded}; a body of another type has no fields. */
public final class Form {
    private static final String TYPE = "application/x-www-form-urlencoded";
    private final Map<String, List<String>> fields;

    private Form(Map<String, List<String>> fields) {
        this.fields = fields;
    }

    static Form of(Request request) {
        var type = request.header().apply("Content-Type").orElse("").split(";", 2)[0];
        return new Form(
                type.strip().toLowerCase(Locale.ROOT).equals(TYPE)
                        ? QueryString.parse(new String(request.body(), StandardCharsets.UTF_8))
                        : Map.of());
    }

    /** The first value of a field. */
    public Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name)).map(List::getFirst);
    }

    @Override
    public String toString() {
        return "Form[***]";
    }
}
