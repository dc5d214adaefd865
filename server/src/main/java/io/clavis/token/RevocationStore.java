package io.clavis.token;

import static io.clavis.db.Tables.REVOCATION_EVENT;

import io.clavis.db.Database;
import io.clavis.db.Transaction;
import io.clavis.token.RevocationEvent.Attribute;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.TableField;
import org.jspecify.annotations.Nullable;

/** The SQL of revocation events. */
final class RevocationStore {
    private static final int ROWS_AT_ONCE = 500;
    private static final int ROWS_OF_A_PAGE = 10_000;
    private static final List<Field<?>> COLUMNS = columns();

    private final Database database;

    RevocationStore(Database database) {
        this.database = database;
    }

    /** The events recorded after a moment, the oldest first. */
    List<RevocationEvent> after(Instant moment) {
        return database.read(sql -> sql.selectFrom(REVOCATION_EVENT)
                .where(REVOCATION_EVENT.REVOKED_AT.gt(moment))
                .orderBy(REVOCATION_EVENT.REVOKED_AT, REVOCATION_EVENT.ID)
                .fetch(RevocationStore::event));
    }

    /** The ids of the events recorded after a moment, ascending. */
    int[] idsAfter(Instant moment) {
        return database
                .read(sql -> sql.select(REVOCATION_EVENT.ID)
                        .from(REVOCATION_EVENT)
                        .where(REVOCATION_EVENT.REVOKED_AT.gt(moment))
                        .fetch(REVOCATION_EVENT.ID))
                .stream()
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }

    /** Gives the events of these ids that are still there to a consumer, in pages. */
    void forEach(int[] ids, Consumer<RevocationEvent> consumer) {
        for (int from = 0; from < ids.length; from += ROWS_OF_A_PAGE) {
            var page = Arrays.stream(ids, from, Math.min(ids.length, from + ROWS_OF_A_PAGE))
                    .boxed()
                    .toList();
            database.read(sql -> sql.selectFrom(REVOCATION_EVENT)
                            .where(REVOCATION_EVENT.ID.in(page))
                            .fetch(RevocationStore::event))
                    .forEach(consumer);
        }
    }

    /** Gives each event recorded after a moment to a consumer, in pages: there may be a million. */
    void forEachAfter(Instant moment, Consumer<RevocationEvent> consumer) {
        var last = new AtomicInteger(Integer.MIN_VALUE);
        while (true) {
            var page = database.read(sql -> sql.selectFrom(REVOCATION_EVENT)
                    .where(REVOCATION_EVENT.REVOKED_AT.gt(moment), REVOCATION_EVENT.ID.gt(last.get()))
                    .orderBy(REVOCATION_EVENT.ID)
                    .limit(ROWS_OF_A_PAGE)
                    .fetch());
            page.forEach(row -> {
                last.set(Objects.requireNonNull(row.get(REVOCATION_EVENT.ID)));
                consumer.accept(event(row));
            });
            if (page.size() < ROWS_OF_A_PAGE) {
                return;
            }
        }
    }

    static void insert(Transaction tx, List<RevocationEvent> events) {
        for (int from = 0; from < events.size(); from += ROWS_AT_ONCE) {
            var insertion = tx.sql().insertInto(REVOCATION_EVENT, COLUMNS);
            for (var event : events.subList(from, Math.min(events.size(), from + ROWS_AT_ONCE))) {
                insertion = insertion.values(values(event));
            }
            insertion.execute();
        }
    }

    // Asking first keeps the usual insert free of the range lock that a deletion takes.
    static void prune(Transaction tx, Instant before) {
        var old = REVOCATION_EVENT.REVOKED_AT.lt(before);
        if (tx.sql().fetchExists(REVOCATION_EVENT, old)) {
            tx.sql().deleteFrom(REVOCATION_EVENT).where(old).execute();
        }
    }

    private static List<Field<?>> columns() {
        var columns = new ArrayList<Field<?>>(
                List.of(REVOCATION_EVENT.ISSUED_BEFORE, REVOCATION_EVENT.REVOKED_AT, REVOCATION_EVENT.EXPIRES_AT));
        for (var attribute : Attribute.values()) {
            columns.add(column(attribute));
        }
        return columns;
    }

    private static List<@Nullable Object> values(RevocationEvent event) {
        var values = new ArrayList<@Nullable Object>();
        values.add(event.issuedBefore());
        values.add(event.revokedAt());
        values.add(event.expiresAt());
        for (var attribute : Attribute.values()) {
            values.add(event.attributes().get(attribute));
        }
        return values;
    }

    private static RevocationEvent event(Record row) {
        var attributes = new EnumMap<Attribute, String>(Attribute.class);
        for (var attribute : Attribute.values()) {
            var value = row.get(column(attribute));
            if (value != null) {
                attributes.put(attribute, value);
            }
        }
        return new RevocationEvent(
                attributes,
                row.get(REVOCATION_EVENT.EXPIRES_AT),
                Objects.requireNonNull(row.get(REVOCATION_EVENT.ISSUED_BEFORE)),
                Objects.requireNonNull(row.get(REVOCATION_EVENT.REVOKED_AT)));
    }

    private static TableField<Record, String> column(Attribute attribute) {
        return switch (attribute) {
            case AUDIT_ID -> REVOCATION_EVENT.AUDIT_ID;
            case AUDIT_CHAIN_ID -> REVOCATION_EVENT.AUDIT_CHAIN_ID;
            case ACCESS_TOKEN_ID -> REVOCATION_EVENT.ACCESS_TOKEN_ID;
            case TRUST_ID -> REVOCATION_EVENT.TRUST_ID;
            case USER_ID -> REVOCATION_EVENT.USER_ID;
            case CONSUMER_ID -> REVOCATION_EVENT.CONSUMER_ID;
            case PROJECT_ID -> REVOCATION_EVENT.PROJECT_ID;
            case ROLE_ID -> REVOCATION_EVENT.ROLE_ID;
            case DOMAIN_ID -> REVOCATION_EVENT.DOMAIN_ID;
        };
    }
}
