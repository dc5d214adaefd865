package io.clavis.operator.admission;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The rules of {@code spec.middleware}: every filter is there once, and stands by one that is there. */
final class MiddlewareRules {
    /** The filters that are always there, in their order; the application comes after them. */
    private static final List<String> BASE = List.of(
            "cors", "sizelimit", "http_proxy_to_wsgi", "osprofiler", "url_normalize", "request_id", "authtoken");

    private static final String APPLICATION = "admin_service";
    private static final String EXPECTED =
            "expected before, after, or an object with one of them and the name of a filter";

    private MiddlewareRules() {}

    static List<Finding> check(Place middleware) {
        var findings = new ArrayList<Finding>();
        var filters = new LinkedHashSet<>(BASE);
        for (var entry : middleware.items()) {
            var name = entry.at("name");
            position(entry.at("position"), filters, findings);
            if (name.text().equals(APPLICATION) || !filters.add(name.text())) {
                findings.add(Finding.refused(
                        name.path(), "is " + name.text() + ", which there is already, expected a name of its own"));
            }
        }
        return findings;
    }

    private static void position(Place position, Set<String> filters, List<Finding> findings) {
        if (!position.given()) {
            return;
        }
        if (position.node().isTextual()) {
            if (!position.text().equals("before") && !position.text().equals("after")) {
                findings.add(Finding.refused(position.path(), "is " + position.node() + ", " + EXPECTED));
            }
            return;
        }
        var members = position.members();
        if (members.size() != 1
                || !List.of("before", "after").contains(members.getFirst().name())
                || !members.getFirst().place().node().isTextual()) {
            findings.add(Finding.refused(position.path(), "is " + position.node() + ", " + EXPECTED));
            return;
        }
        anchor(members.getFirst(), filters, findings);
    }

    private static void anchor(Place.Member anchor, Set<String> filters, List<Finding> findings) {
        var filter = anchor.place().text();
        if (filter.equals(APPLICATION) && anchor.name().equals("after")) {
            findings.add(Finding.refused(
                    anchor.place().path(), "is the application, expected a filter, because nothing comes after it"));
            return;
        }
        if (!filter.equals(APPLICATION) && !filters.contains(filter)) {
            findings.add(Finding.refused(
                    anchor.place().path(),
                    "is " + anchor.place().node() + ", expected one of " + String.join(", ", filters)
                            + (anchor.name().equals("before") ? ", " + APPLICATION : "")));
        }
    }
}
