package io.clavis.db;

import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SortField;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * Turns a {@link ListQuery} into SQL, for one table. Only the fields given here are ever filtered by.
 *
 * <pre>{@code
 * static final Listing LISTING = Listing.of(ROLE, ROLE.ID, Map.of("name", ROLE.NAME, "domain_id", ROLE.DOMAIN_ID));
 * …
 * var window = limits.capped(query);
 * var rows = sql.selectFrom(ROLE).where(LISTING.where(query)).orderBy(LISTING.order()).limit(window.rows());
 * return window.page(rows.fetch(RoleStore::role));
 * }</pre>
 *
 * Equality compares as the column's collation does (without case on MySQL, with case elsewhere); {@code icontains} and
 * its like never heed case, {@code contains} and its like always do.
 */
public final class Listing {
    // oslo.utils' words for false; whatever else a filter on a flag says means true (upstream: attr_as_boolean).
    private static final Set<String> FALSE = Set.of("0", "f", "false", "off", "n", "no");

    private final Table<?> table;
    private final Field<String> id;
    private final Map<String, Field<?>> fields;

    private Listing(Table<?> table, Field<String> id, Map<String, Field<?>> fields) {
        this.table = table;
        this.id = id;
        this.fields = fields;
    }

    /** A list of a table's rows, by id; {@code fields} are the attributes that filters may name. */
    public static Listing of(Table<?> table, Field<String> id, Map<String, ? extends Field<?>> fields) {
        return new Listing(table, id, Map.copyOf(fields));
    }

    /** The filters that name a known attribute, and what comes after the marker. */
    public Condition where(ListQuery query) {
        var conditions = new ArrayList<Condition>();
        for (var filter : query.filters()) {
            var field = fields.get(filter.attribute());
            if (field != null) {
                conditions.add(condition(field, filter));
            }
        }
        query.marker().ifPresent(marker -> conditions.add(id.gt(marker)));
        return DSL.and(conditions);
    }

    /** The order of every list. */
    public SortField<String> order() {
        return id.asc();
    }

    /** Whether the marker, if there is one, is the id of a row; upstream answers 404 for users, groups, projects. */
    public boolean knowsMarker(DSLContext sql, ListQuery query) {
        return query.marker().isEmpty()
                || sql.fetchExists(
                        DSL.selectOne().from(table).where(id.eq(query.marker().get())));
    }

    private static Condition condition(Field<?> field, Filter filter) {
        var type = field.getType();
        if (type == Boolean.class) {
            return filter.comparison() == Filter.Comparison.EQUALS
                    ? field.coerce(Boolean.class).eq(truth(filter.value()))
                    : DSL.noCondition();
        }
        if (type == String.class) {
            return text(field.coerce(String.class), filter);
        }
        if (type == Integer.class && filter.comparison() == Filter.Comparison.EQUALS) {
            return number(filter.value()).map(field.coerce(Integer.class)::eq).orElse(DSL.falseCondition());
        }
        return DSL.falseCondition();
    }

    private static Condition text(Field<String> field, Filter filter) {
        if (filter.comparison() == Filter.Comparison.EQUALS) {
            return field.eq(filter.value());
        }
        var pattern = new TextPattern(filter.comparison(), filter.value());
        return filter.ignoreCase() ? pattern.matchesIgnoringCase(field) : pattern.matches(field);
    }

    /** A flag as upstream reads it from a query: everything but the words for false is true. */
    public static boolean truth(String value) {
        return !FALSE.contains(value.strip().toLowerCase(Locale.ROOT));
    }

    private static Optional<Integer> number(String value) {
        try {
            return Optional.of(Integer.valueOf(value.strip()));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }
}
