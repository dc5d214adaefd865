package io.clavis.oauth1;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The text that is signed: method, address and parameters in one form whoever writes them down (RFC 5849, 3.4.1). */
final class SignatureBase {
    private static final String AUTHORITY = "://";

    private SignatureBase() {}

    /**
     * @param url with or without the query, which is left out
     * @param parameters all of them but the signature
     */
    static String of(String method, String url, List<Parameter> parameters) {
        return PercentEncoding.encode(method.toUpperCase(Locale.ROOT))
                + "&"
                + PercentEncoding.encode(uri(url))
                + "&"
                + PercentEncoding.encode(normalized(parameters));
    }

    /** Scheme and host in lower case, no port that goes without saying, no query. */
    static String uri(String url) {
        var address = url.split("[?#]", 2)[0];
        int colon = address.indexOf(AUTHORITY);
        var scheme = address.substring(0, Math.max(colon, 0)).toLowerCase(Locale.ROOT);
        var rest = address.substring(colon < 0 ? 0 : colon + AUTHORITY.length());
        int slash = rest.indexOf('/');
        var authority = slash < 0 ? rest : rest.substring(0, slash);
        var path = slash < 0 ? "/" : rest.substring(slash);
        return (scheme + AUTHORITY + host(scheme, authority) + path).replace(" ", "%20");
    }

    private static String host(String scheme, String authority) {
        var host = authority.substring(authority.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        var standard = scheme.equals("https") ? ":443" : ":80";
        return host.endsWith(standard) ? host.substring(0, host.length() - standard.length()) : host;
    }

    /** The parameters encoded, sorted and joined. */
    static String normalized(List<Parameter> parameters) {
        return parameters.stream()
                .map(parameter -> new Parameter(
                        PercentEncoding.encode(parameter.name()), PercentEncoding.encode(parameter.value())))
                .sorted(Comparator.comparing(Parameter::name).thenComparing(Parameter::value))
                .map(parameter -> parameter.name() + "=" + parameter.value())
                .collect(Collectors.joining("&"));
    }
}
