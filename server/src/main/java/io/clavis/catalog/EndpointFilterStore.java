package io.clavis.catalog;

import static io.clavis.db.Tables.ENDPOINT_GROUP;
import static io.clavis.db.Tables.PROJECT_ENDPOINT;
import static io.clavis.db.Tables.PROJECT_ENDPOINT_GROUP;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import tools.jackson.databind.JsonNode;

/** Which endpoints a project is limited to (OS-EP-FILTER): by itself, or through groups of endpoints. */
final class EndpointFilterStore {
    private EndpointFilterStore() {}

    /** The ids of the endpoints that a project is limited to; empty where it is not limited. */
    static Set<String> visible(DSLContext sql, String projectId) {
        var visible = new HashSet<>(sql.select(PROJECT_ENDPOINT.ENDPOINT_ID)
                .from(PROJECT_ENDPOINT)
                .where(PROJECT_ENDPOINT.PROJECT_ID.eq(projectId))
                .fetch(PROJECT_ENDPOINT.ENDPOINT_ID));
        List<JsonNode> filters = sql.select(ENDPOINT_GROUP.FILTERS)
                .from(ENDPOINT_GROUP)
                .join(PROJECT_ENDPOINT_GROUP)
                .on(PROJECT_ENDPOINT_GROUP.ENDPOINT_GROUP_ID.eq(ENDPOINT_GROUP.ID))
                .where(PROJECT_ENDPOINT_GROUP.PROJECT_ID.eq(projectId))
                .fetch(ENDPOINT_GROUP.FILTERS);
        if (!filters.isEmpty()) {
            EndpointStore.all(sql).stream()
                    .filter(endpoint -> filters.stream().anyMatch(filter -> EndpointFilter.matches(filter, endpoint)))
                    .map(Endpoint::id)
                    .forEach(visible::add);
        }
        return visible;
    }
}
