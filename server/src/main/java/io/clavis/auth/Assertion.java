package io.clavis.auth;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a trusted proxy says of who makes a request: variables, as a web server sets them for a program behind it. */
final class Assertion {
    /** Nothing is said, or nobody trusted says it. */
    static final Assertion NONE = new Assertion(Collections.emptySortedMap());

    private static final String REMOTE_USER = "REMOTE_USER";
    private static final String SSL_CLIENT_CERT = "SSL_CLIENT_CERT";
    private static final String SSL_CLIENT_VERIFY = "SSL_CLIENT_VERIFY";
    private static final String VERIFIED = "SUCCESS";
    private final SortedMap<String, String> variables;

    private Assertion(SortedMap<String, String> variables) {
        this.variables = variables;
    }

    /** These variables; their names differ by more than case and dashes. */
    static Assertion of(Map<String, String> variables) {
        var sorted = new TreeMap<String, String>(VariableName.ORDER);
        sorted.putAll(variables);
        return new Assertion(sorted);
    }

    /** A variable that says something. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    /** The user as the web server knows that. */
    Optional<String> remoteUser() {
        return variable(REMOTE_USER);
    }

    /**
     * The client's certificate as the web server verified it. One that asks for certificates without insisting on good
     * ones says by another variable whether this one is.
     */
    Optional<String> certificate() {
        return ofCertificate(SSL_CLIENT_CERT);
    }

    /** A variable that tells something of the client's certificate; empty where the web server did not verify that. */
    Optional<String> ofCertificate(String name) {
        return variable(SSL_CLIENT_VERIFY)
                        .filter(verdict -> !verdict.equals(VERIFIED))
                        .isPresent()
                ? Optional.empty()
                : variable(name);
    }

    /** The variables whose names begin so. */
    Map<String, String> attributes(String prefix) {
        var beginning = VariableName.plain(prefix);
        var found = new TreeMap<String, String>(VariableName.ORDER);
        variables.forEach((name, value) -> {
            if (VariableName.plain(name).startsWith(beginning)) {
                found.put(name, value);
            }
        });
        return found;
    }

    /** The names only: the values are somebody's data. */
    @Override
    public String toString() {
        return "Assertion" + variables.keySet();
    }
}
