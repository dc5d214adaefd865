package io.clavis.catalog;

import io.clavis.db.Database;
import io.clavis.http.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The service catalog as a token carries it. */
public final class Catalog {
    private static final Logger LOG = LoggerFactory.getLogger(Catalog.class);
    private final Database database;
    private final Settings settings;

    /**
     * What the operator decides about the catalog.
     *
     * @param publicEndpoint {@code [DEFAULT] public_endpoint}, which endpoints may refer to
     * @param allEndpointsWithoutFilter {@code [endpoint_filter] return_all_endpoints_if_no_filter}
     */
    public record Settings(Optional<String> publicEndpoint, boolean allEndpointsWithoutFilter) {}

    public Catalog(Database database, Settings settings) {
        this.database = database;
        this.settings = settings;
    }

    /**
     * What a user sees in a project, or outside of all projects: there the endpoints whose URL needs a project are
     * left out. Endpoints with a malformed URL are left out everywhere. At most five SQL statements.
     */
    public ArrayNode forProject(String userId, @Nullable String projectId) {
        return database.read(sql -> {
            var visible = projectId == null ? Set.<String>of() : EndpointFilterStore.visible(sql, projectId);
            if (visible.isEmpty() && !settings.allEndpointsWithoutFilter()) {
                return JsonNodeFactory.instance.arrayNode();
            }
            return render(sql, substitutions(userId, projectId), visible);
        });
    }

    private ArrayNode render(DSLContext sql, Map<String, String> substitutions, Set<String> visible) {
        Map<String, List<Endpoint>> endpoints = EndpointStore.all(sql).stream()
                .filter(Endpoint::enabled)
                .filter(endpoint -> visible.isEmpty() || visible.contains(endpoint.id()))
                .collect(Collectors.groupingBy(Endpoint::serviceId));
        var catalog = JsonNodeFactory.instance.arrayNode();
        for (var service : ServiceStore.all(sql)) {
            var shown = endpoints.getOrDefault(service.id(), List.of()).stream()
                    .flatMap(endpoint -> entry(endpoint, substitutions).stream())
                    .toList();
            if (service.enabled() && (visible.isEmpty() || !shown.isEmpty())) {
                var entry = catalog.addObject();
                entry.set("endpoints", Json.array(shown));
                entry.put("id", service.id()).put("type", service.type()).put("name", service.name());
            }
        }
        return catalog;
    }

    private Optional<ObjectNode> entry(Endpoint endpoint, Map<String, String> substitutions) {
        var url = UrlTemplate.render(endpoint.url(), substitutions);
        if (url.isEmpty()) {
            if (!UrlTemplate.isValid(endpoint.url())) {
                LOG.warn("endpoint {} has a malformed URL and is left out of the catalog", endpoint.id());
            }
            return Optional.empty();
        }
        var entry = endpoint.extra().deepCopy();
        return Optional.of(entry.put("id", endpoint.id())
                .put("interface", endpoint.interfaceName())
                .put("region_id", endpoint.regionId())
                .put("url", url.get())
                .put("region", endpoint.regionId()));
    }

    private Map<String, String> substitutions(String userId, @Nullable String projectId) {
        var substitutions = new HashMap<String, String>();
        substitutions.put("user_id", userId);
        settings.publicEndpoint().ifPresent(endpoint -> substitutions.put("public_endpoint", endpoint));
        if (projectId != null) {
            substitutions.put("tenant_id", projectId);
            substitutions.put("project_id", projectId);
        }
        return substitutions;
    }
}
