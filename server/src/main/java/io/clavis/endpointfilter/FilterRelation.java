package io.clavis.endpointfilter;

import io.clavis.http.Relation;
import java.util.Map;

/** The names of this extension's resources in JSON home. */
final class FilterRelation {
    private static final String GROUP_PARAMETER =
            "https://docs.openstack.org/api/openstack-identity/3/ext/OS-EP-FILTER/1.0/param/endpoint_group_id";

    private FilterRelation() {}

    static Relation of(String name) {
        return Relation.extension("OS-EP-FILTER", "1.0", name);
    }

    static Relation ofGroup(String name) {
        return new Relation(of(name).uri(), Map.of("endpoint_group_id", GROUP_PARAMETER));
    }
}
