package io.clavis.catalog;

import static java.util.Objects.requireNonNullElse;

import io.clavis.db.Deletion;
import io.clavis.db.Identifier;
import io.clavis.db.ListLimits;
import io.clavis.http.Attributes;
import io.clavis.http.BadRequest;
import io.clavis.http.Call;
import io.clavis.http.Collection;
import io.clavis.http.Json;
import io.clavis.http.ListParameters;
import io.clavis.http.NotFound;
import io.clavis.http.Operations;
import io.clavis.http.Reply;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The operations on regions. */
public final class RegionApi {
    private final Regions regions;
    private final Deletion deletion;
    private final ListLimits limits;

    /**
     * @param deletion deletes a region and all that goes with it
     * @param limits how much a list shows
     */
    public RegionApi(Regions regions, Deletion deletion, ListLimits limits) {
        this.regions = regions;
        this.deletion = deletion;
        this.limits = limits;
    }

    /** Declares the operations. */
    public void declare(Operations api) {
        api.get("/v3/regions", "identity:list_regions", this::list)
                .querying("region-list")
                .named("regions");
        api.post("/v3/regions", "identity:create_region", this::create).accepting("region-create");
        api.get("/v3/regions/{region_id}", "identity:get_region", this::show).named("region");
        api.put("/v3/regions/{region_id}", "identity:create_region", this::createNamed)
                .accepting("region-create")
                .answering(201);
        api.patch("/v3/regions/{region_id}", "identity:update_region", this::update)
                .accepting("region-update");
        api.delete("/v3/regions/{region_id}", "identity:delete_region", this::delete);
    }

    private Reply list(Call call) {
        call.enforce();
        var query = ListParameters.of(call, "parent_region_id");
        var found = query.filter(regions.all(), RegionApi::attribute);
        var page = limits.capped(query).page(query.after(found, Region::id));
        return Collection.reply(call, "regions", page, region -> view(call, region));
    }

    private Reply show(Call call) {
        call.enforce();
        var id = call.path("region_id");
        return Reply.ok(envelope(call, regions.find(id).orElseThrow(() -> NotFound.of("region", id))));
    }

    private Reply create(Call call) {
        call.enforce();
        var body = call.body("region");
        var id = body.path("id").asString("");
        return create(call, id.isEmpty() ? Identifier.random() : id);
    }

    private Reply createNamed(Call call) {
        call.enforce();
        var id = call.path("region_id");
        var body = call.body("region");
        // Null is upstream's word None here, not nothing.
        var named = body.has("id") ? body.path("id").asString("None") : id;
        if (!named.equals(id)) {
            throw new BadRequest("Conflicting region IDs specified: \"" + id + "\" != \"" + named + "\"");
        }
        return create(call, id);
    }

    private Reply create(Call call, String id) {
        var region = changed(new Region(id, "", null, Json.object()), call.body("region"));
        regions.create(call.origin(), region);
        return Reply.created(envelope(call, region));
    }

    private Reply update(Call call) {
        call.enforce();
        var id = call.path("region_id");
        var body = call.body("region");
        Attributes.refuseNewId(body, id);
        return Reply.ok(envelope(call, regions.update(call.origin(), id, region -> changed(region, body))));
    }

    private Reply delete(Call call) {
        call.enforce();
        deletion.delete(call.origin(), call.path("region_id"));
        return Reply.noContent();
    }

    private static Region changed(Region region, ObjectNode body) {
        return new Region(
                region.id(),
                requireNonNullElse(Attributes.text(body, "description", region.description()), ""),
                Attributes.text(body, "parent_region_id", region.parentRegionId()),
                Attributes.extra(region.extra(), body, "id", "description", "parent_region_id"));
    }

    private static @Nullable String attribute(Region region, String name) {
        return region.parentRegionId();
    }

    private static ObjectNode envelope(Call call, Region region) {
        return Json.wrap("region", view(call, region));
    }

    private static ObjectNode view(Call call, Region region) {
        var view = region.extra().deepCopy();
        view.put("id", region.id())
                .put("description", region.description())
                .put("parent_region_id", region.parentRegionId());
        view.set("links", call.links().self("/v3/regions/", region.id()));
        return view;
    }
}
