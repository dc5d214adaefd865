package io.clavis.config;

import java.util.regex.Pattern;

/** A URI that has a scheme and a host. */
record UriValue() implements ValueType<String> {
    private static final Pattern FORM = Pattern.compile(
            "[A-Za-z][A-Za-z0-9+.-]*://" + "([^/?#@]*@)?(\\[[0-9A-Fa-f:.]+]|[^/?#@:\\[\\]\\s]+)(:[0-9]*)?([/?#].*)?");

    @Override
    public String parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(expected());
        }
        return text;
    }

    @Override
    public String format(String value) {
        return value;
    }

    @Override
    public String expected() {
        return "a URI with scheme and host";
    }

    @Override
    public String label() {
        return "uri value";
    }
}
