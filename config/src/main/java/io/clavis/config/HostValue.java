package io.clavis.config;

import java.net.InetAddress;
import java.util.regex.Pattern;

/** A host name (RFC 1123; its last label is not a number) or an IP address. Nothing is resolved. */
record HostValue() implements ValueType<String> {
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final String LABEL = "(?!-)[A-Za-z0-9-]{1,63}(?<!-)";
    private static final Pattern NAME = Pattern.compile("(" + LABEL + "\\.)*(?=[0-9]*[A-Za-z-])" + LABEL + "\\.?");

    @Override
    public String parse(String text) {
        if (text.indexOf(':') >= 0) {
            InetAddress.ofLiteral(text);
            return text;
        }
        if (IPV4.matcher(text).matches()
                || (text.length() <= 253 && NAME.matcher(text).matches())) {
            return text;
        }
        throw new IllegalArgumentException(expected());
    }

    @Override
    public String format(String value) {
        return value;
    }

    @Override
    public String expected() {
        return "a host name or an IP address";
    }

    @Override
    public String label() {
        return "host address value";
    }
}
