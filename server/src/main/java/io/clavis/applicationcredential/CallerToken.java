package io.clavis.applicationcredential;

import io.clavis.http.Call;
import io.clavis.http.Forbidden;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The caller's token, as far as it decides who may manage application credentials. */
record CallerToken(Map<?, ?> content, boolean inPerson) {
    private static final String METHOD = "application_credential";

    static CallerToken of(Call call) {
        return new CallerToken(
                call.caller().credentials().attributes().get("token") instanceof Map<?, ?> content ? content : Map.of(),
                call.caller().inPerson());
    }

    /** 403 for delegations of other kinds: what they would make outlives them. */
    void requireNoOtherDelegation() {
        if (methods().contains(METHOD)) {
            return;
        }
        if (content.containsKey("OS-TRUST:trust") || !inPerson) {
            throw Forbidden.hidden("Cannot manage application credentials with a token issued via delegation.");
        }
    }

    /** 403 for the token of a restricted application credential. */
    void requireUnrestricted() {
        if (!methods().contains(METHOD)) {
            return;
        }
        var restricted = !(content.get(METHOD) instanceof Map<?, ?> credential)
                || !Boolean.FALSE.equals(credential.get("restricted"));
        if (restricted) {
            throw Forbidden.action("Using method 'application_credential' is not allowed for managing additional"
                    + " application credentials.");
        }
    }

    /** The roles in the token, by id. */
    List<String> roleIds() {
        return values(content.get("roles")).stream()
                .map(role -> role instanceof Map<?, ?> map ? String.valueOf(map.get("id")) : "")
                .toList();
    }

    private List<String> methods() {
        return values(content.get("methods")).stream().map(String::valueOf).toList();
    }

    private static List<?> values(@Nullable Object list) {
        return list instanceof List<?> values ? values : List.of();
    }
}
