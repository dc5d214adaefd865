package io.clavis.auth;

import java.util.Comparator;
import java.util.Locale;

/**
 * How the name of a variable of the web server's compares with the name of a header. Headers know no case, and many a
 * server on the way takes a dash for an underscore; mappings that were written for headers call them {@code HTTP_…}.
 */
final class VariableName {
    static final Comparator<String> ORDER = Comparator.comparing(VariableName::plain);
    private static final String OF_HEADER = "HTTP_";

    private VariableName() {}

    /** The name without what does not matter. */
    static String plain(String name) {
        var plain = name.toUpperCase(Locale.ROOT).replace('-', '_');
        return plain.startsWith(OF_HEADER) ? plain.substring(OF_HEADER.length()) : plain;
    }
}
