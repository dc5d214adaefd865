package io.clavis.catalog;

import static io.clavis.db.Tables.REGION;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;

/** The rows of table region. */
final class RegionStore {
    private RegionStore() {}

    static List<Region> all(DSLContext sql) {
        return sql.selectFrom(REGION).orderBy(REGION.ID).fetch(RegionStore::region);
    }

    static Optional<Region> find(DSLContext sql, String id) {
        return sql.selectFrom(REGION).where(REGION.ID.eq(id)).fetchOptional(RegionStore::region);
    }

    static void insert(DSLContext sql, Region region) {
        sql.insertInto(REGION)
                .set(REGION.ID, region.id())
                .set(REGION.DESCRIPTION, region.description())
                .set(REGION.PARENT_REGION_ID, region.parentRegionId())
                .set(REGION.EXTRA, region.extra())
                .execute();
    }

    static void update(DSLContext sql, Region region) {
        sql.update(REGION)
                .set(REGION.DESCRIPTION, region.description())
                .set(REGION.PARENT_REGION_ID, region.parentRegionId())
                .set(REGION.EXTRA, region.extra())
                .where(REGION.ID.eq(region.id()))
                .execute();
    }

    static void delete(DSLContext sql, Collection<String> ids) {
        sql.deleteFrom(REGION).where(REGION.ID.in(ids)).execute();
    }

    private static Region region(Record row) {
        return new Region(
                row.get(REGION.ID),
                row.get(REGION.DESCRIPTION),
                row.get(REGION.PARENT_REGION_ID),
                row.get(REGION.EXTRA));
    }
}
