package io.clavis.oauth1;

import io.clavis.http.BadRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The header {@code Authorization: OAuth name="value", …} (RFC 5849 section 3.5.1). Pure. */
final class AuthorizationHeader {
    private static final String SCHEME = "oauth ";

    private AuthorizationHeader() {}

    /** Its parameters as they stand there, not yet decoded; of two with one name the latter. 400 for anything else. */
    static Map<String, String> parse(String header) {
        if (!header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            throw malformed();
        }
        var parameters = new LinkedHashMap<String, String>();
        for (var item : items(header.substring(SCHEME.length()))) {
            int equals = item.indexOf('=');
            if (equals < 0 || equals == item.length() - 1) {
                throw malformed();
            }
            parameters.put(item.substring(0, equals), unquoted(item.substring(equals + 1)));
        }
        return parameters;
    }

    // A comma within quotes parts nothing, and a backslash there makes the next character an ordinary one.
    private static List<String> items(String text) {
        var items = new ArrayList<String>();
        var item = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
                if (i < text.length()) {
                    item.append(text.charAt(i));
                }
            } else if (!quoted && c == ',') {
                items.add(item.toString().strip());
                item.setLength(0);
            } else {
                quoted ^= c == '"';
                item.append(c);
            }
        }
        if (!item.isEmpty()) {
            items.add(item.toString().strip());
        }
        return items;
    }

    private static String unquoted(String value) {
        return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
    }

    private static BadRequest malformed() {
        return BadRequest.missing("a well-formed OAuth Authorization header", "request");
    }
}
