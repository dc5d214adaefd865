package io.clavis.catalog;

import io.clavis.http.Links;
import tools.jackson.databind.node.ObjectNode;

/** Endpoints as the API shows them. */
public final class EndpointView {
    private EndpointView() {}

    /** An endpoint with its link, without an envelope. */
    public static ObjectNode of(Endpoint endpoint, Links links) {
        return linked(attributes(endpoint).put("region", endpoint.regionId()), endpoint, links);
    }

    /** The same without the old attribute {@code region}, as OS-ENDPOINT-POLICY shows endpoints. */
    public static ObjectNode withoutRegion(Endpoint endpoint, Links links) {
        return linked(attributes(endpoint), endpoint, links);
    }

    private static ObjectNode attributes(Endpoint endpoint) {
        return endpoint.extra()
                .deepCopy()
                .put("id", endpoint.id())
                .put("interface", endpoint.interfaceName())
                .put("region_id", endpoint.regionId())
                .put("service_id", endpoint.serviceId())
                .put("url", endpoint.url())
                .put("enabled", endpoint.enabled());
    }

    private static ObjectNode linked(ObjectNode view, Endpoint endpoint, Links links) {
        view.set("links", links.self("/v3/endpoints/", endpoint.id()));
        return view;
    }
}
