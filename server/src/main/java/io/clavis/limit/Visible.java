package io.clavis.limit;

import io.clavis.http.Caller;
import java.util.List;

/** Which limits a caller's list shows. */
public sealed interface Visible {
    /** All of them. */
    record Everything() implements Visible {}

    /** A domain's own and those of its projects. */
    record OfDomain(String domainId) implements Visible {}

    /** A project's own. */
    record OfProject(String projectId) implements Visible {}

    /** None. */
    record Nothing() implements Visible {}

    /** Upstream decides by scope, and shows all to the system, to administrators and to services. */
    static Visible to(Caller caller) {
        if (caller.isSystemScoped() || has(caller, "admin") || has(caller, "service")) {
            return new Everything();
        }
        if (caller.domainId().isPresent()) {
            return new OfDomain(caller.domainId().get());
        }
        if (caller.projectId().isPresent()) {
            return new OfProject(caller.projectId().get());
        }
        return new Nothing();
    }

    private static boolean has(Caller caller, String role) {
        return caller.credentials().attributes().get("roles") instanceof List<?> roles && roles.contains(role);
    }
}
