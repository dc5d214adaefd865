package io.clavis.catalog;

import io.clavis.db.Database;
import io.clavis.db.DuplicateEntry;
import io.clavis.db.Entity;
import io.clavis.db.Operation;
import io.clavis.db.Origin;
import io.clavis.db.Transaction;
import io.clavis.http.BadRequest;
import io.clavis.http.Conflict;
import io.clavis.http.Forbidden;
import io.clavis.http.NotFound;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jooq.DSLContext;

/** The rules of regions: a hierarchy without circles, deleted as a whole and only where no endpoint stands. */
public final class Regions {
    private final Database database;

    public Regions(Database database) {
        this.database = database;
    }

    /** All regions, by id. */
    public List<Region> all() {
        return database.read(RegionStore::all);
    }

    /** The region of that id. */
    public Optional<Region> find(String id) {
        return database.read(sql -> RegionStore.find(sql, id));
    }

    /** Creates a region; 409 where its id is taken, 404 where its parent is not known. */
    public void create(Origin origin, Region region) {
        try {
            database.write(origin, tx -> {
                create(tx, region);
                return region;
            });
        } catch (DuplicateEntry taken) {
            throw duplicate(region.id());
        }
    }

    static void create(Transaction tx, Region region) {
        if (RegionStore.find(tx.sql(), region.id()).isPresent()) {
            throw duplicate(region.id());
        }
        requireParent(tx, region);
        RegionStore.insert(tx.sql(), region);
        tx.changed(Entity.REGION, region.id(), Operation.CREATED, null);
    }

    /** Changes a region; 404 for an unknown one or an unknown parent, 400 for a circle. */
    public Region update(Origin origin, String id, UnaryOperator<Region> change) {
        return database.write(origin, tx -> {
            tx.lock(Entity.REGION, id);
            var region = RegionStore.find(tx.sql(), id).orElseThrow(() -> NotFound.of("region", id));
            var changed = change.apply(region);
            requireParent(tx, changed);
            refuseCircle(tx.sql(), changed);
            RegionStore.update(tx.sql(), changed);
            tx.changed(Entity.REGION, id, Operation.UPDATED, null);
            return changed;
        });
    }

    /** Deletes a region and all below it, whose ids it returns; 403 where an endpoint stands in one of them. */
    public List<String> delete(Transaction tx, String id) {
        var before = RegionStore.all(tx.sql()).stream().map(Region::id).toList();
        tx.lock(Entity.REGION, before);
        var all = RegionStore.all(tx.sql());
        if (all.stream().noneMatch(region -> region.id().equals(id))) {
            throw NotFound.of("region", id);
        }
        var doomed = subtree(all, id);
        if (EndpointStore.anyInRegions(tx.sql(), doomed)) {
            throw Forbidden.because(
                    "Unable to delete region " + id + " because it or its child regions have associated endpoints.");
        }
        RegionStore.delete(tx.sql(), doomed);
        doomed.forEach(region -> tx.changed(Entity.REGION, region, Operation.DELETED, null));
        return doomed;
    }

    private static List<String> subtree(List<Region> all, String root) {
        var children = new HashMap<String, List<String>>();
        for (var region : all) {
            if (region.parentRegionId() != null) {
                children.computeIfAbsent(region.parentRegionId(), p -> new ArrayList<>())
                        .add(region.id());
            }
        }
        var found = new ArrayList<>(List.of(root));
        var seen = new HashSet<>(found);
        for (int i = 0; i < found.size(); i++) {
            children.getOrDefault(found.get(i), List.of()).stream()
                    .filter(seen::add)
                    .forEach(found::add);
        }
        return found;
    }

    private static void requireParent(Transaction tx, Region region) {
        var parent = region.parentRegionId();
        // A region that is its own parent is refused as a circle.
        if (parent != null && !parent.equals(region.id()) && !tx.keep(Entity.REGION, parent)) {
            throw NotFound.of("region", parent);
        }
    }

    private static void refuseCircle(DSLContext sql, Region changed) {
        if (changed.parentRegionId() == null) {
            return;
        }
        Map<String, Region> byId = new HashMap<>();
        RegionStore.all(sql).forEach(region -> byId.put(region.id(), region));
        byId.put(changed.id(), changed);
        var seen = new HashSet<String>();
        for (var at = changed; at != null && at.parentRegionId() != null; at = byId.get(at.parentRegionId())) {
            if (!seen.add(at.id())) {
                throw new BadRequest(
                        "The specified parent region " + changed.id() + " would create a circular region hierarchy.");
            }
        }
    }

    private static Conflict duplicate(String id) {
        return Conflict.storing("region", "Duplicate ID, " + id + ".");
    }
}
