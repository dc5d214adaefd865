package io.clavis.oauth1;

import io.clavis.http.BadRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A parameter of a signed request, decoded. */
record Parameter(String name, String value) {
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    @Override
    public String toString() {
        return "Parameter[" + name + "]";
    }

    /** The parameters of a query string, in order; 400 where one is not encoded well. */
    static List<Parameter> ofQuery(String raw) {
        if (BROKEN_ESCAPE.matcher(raw).find()) {
            throw new BadRequest("The query is not encoded well: an escape in it is broken.");
        }
        var parameters = new ArrayList<Parameter>();
        for (var pair : raw.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                parameters.add(
                        equals < 0
                                ? new Parameter(decoded(pair), "")
                                : new Parameter(
                                        decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1))));
            }
        }
        return parameters;
    }

    /** Whether it belongs to the protocol itself. */
    boolean isProtocol() {
        return isProtocol(name);
    }

    static boolean isProtocol(String name) {
        return name.startsWith("oauth_");
    }

    private static String decoded(String text) {
        return PercentEncoding.decode(text.replace('+', ' '));
    }
}
