package io.clavis.http;

import java.util.List;
import java.util.Map;

/**
 * Holds the callers whose application credential has access rules to them, as keystonemiddleware does in front of every
 * other service. A caller who oversteps them counts as nobody.
 */
final class NarrowedCaller {
    private static final String SERVICE = "identity";
    private static final String TOKENS = "/v3/auth/tokens";

    private NarrowedCaller() {}

    static boolean mayAsk(Caller caller, Request request, Authentication authentication) {
        if (!(caller.credentials().attributes().get("token") instanceof Map<?, ?> token)
                || !(token.get("application_credential") instanceof Map<?, ?> credential)
                || !(credential.get("access_rules") instanceof List<?> rules)) {
            return true;
        }
        if (request.method().equals("GET") && request.path().endsWith(TOKENS)) {
            return true;
        }
        return rules.stream().anyMatch(rule -> rule instanceof Map<?, ?> fields && allows(fields, request))
                || comesFromService(request, authentication);
    }

    private static boolean allows(Map<?, ?> rule, Request request) {
        return SERVICE.equals(rule.get("service"))
                && request.method().equals(rule.get("method"))
                && rule.get("path") instanceof String path
                && new PathPattern(path).matches(withoutSlashes(request.path()));
    }

    // Slashes at the end make no other path.
    private static String withoutSlashes(String path) {
        int end = path.length();
        while (end > 1 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    // A service goes on with what the user was allowed to begin. Unlike upstream's middleware for Keystone itself, we
    // ask that its token be valid.
    private static boolean comesFromService(Request request, Authentication authentication) {
        return request.header()
                .apply("X-Service-Token")
                .flatMap(authentication::caller)
                .isPresent();
    }
}
