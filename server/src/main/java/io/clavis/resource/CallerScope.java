package io.clavis.resource;

import io.clavis.http.Call;
import java.util.Optional;

/** What the caller's token says, as far as this package asks. */
final class CallerScope {
    private CallerScope() {}

    /** The domain to which the token is scoped; empty for any other scope. */
    static Optional<String> domainId(Call call) {
        return attribute(call, "domain_id");
    }

    static Optional<String> userId(Call call) {
        return attribute(call, "user_id");
    }

    private static Optional<String> attribute(Call call, String name) {
        return call.knownCaller()
                .map(caller -> caller.credentials().attributes().get(name))
                .map(value -> value.toString())
                .filter(value -> !value.isEmpty());
    }
}
