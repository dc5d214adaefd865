package io.clavis.assignment;

import static io.clavis.db.Tables.ROLE;
import static io.clavis.db.Tables.ROLE_OPTION;

import io.clavis.db.Columns;
import io.clavis.db.Ids;
import io.clavis.db.ListQuery;
import io.clavis.db.Listing;
import io.clavis.db.Window;
import io.clavis.resource.ResourceOptions;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The SQL of roles and their options. Stateless. */
final class RoleStore {
    private static final Listing LISTING =
            Listing.of(ROLE, ROLE.ID, Map.of("name", ROLE.NAME, "domain_id", ROLE.DOMAIN_ID));

    /** What {@link #role} reads. */
    static final List<SelectFieldOrAsterisk> FIELDS =
            List.of(ROLE.ID, ROLE.NAME, ROLE.DOMAIN_ID, ROLE.DESCRIPTION, ROLE.EXTRA, ROLE_OPTION.OPTION_VALUE);

    private RoleStore() {}

    static Optional<Role> find(DSLContext sql, String id) {
        return sql.select(FIELDS).from(withOptions()).where(ROLE.ID.eq(id)).fetchOptional(RoleStore::role);
    }

    static Optional<Role> findByName(DSLContext sql, String name, @Nullable String domainId) {
        return sql.select(FIELDS)
                .from(withOptions())
                .where(ROLE.NAME.eq(name), ROLE.DOMAIN_ID.eq(stored(domainId)))
                .fetchOptional(RoleStore::role);
    }

    static List<Role> findAllByName(DSLContext sql, String name) {
        return sql.select(FIELDS)
                .from(withOptions())
                .where(ROLE.NAME.eq(name))
                .orderBy(ROLE.ID)
                .fetch(RoleStore::role);
    }

    static List<Role> findAll(DSLContext sql, Collection<String> ids) {
        var wanted = Ids.of(ids);
        return sql
                .select(FIELDS)
                .from(withOptions())
                .where(wanted.atLeast(ROLE.ID))
                .orderBy(ROLE.ID)
                .fetch(RoleStore::role)
                .stream()
                .filter(role -> wanted.contains(role.id()))
                .toList();
    }

    static List<Role> findByNames(DSLContext sql, Collection<String> names) {
        return sql.select(FIELDS)
                .from(withOptions())
                .where(ROLE.NAME.in(names))
                .orderBy(ROLE.ID)
                .fetch(RoleStore::role);
    }

    static List<Role> list(DSLContext sql, ListQuery query, Window window) {
        return sql.select(FIELDS)
                .from(withOptions())
                .where(LISTING.where(query))
                .orderBy(LISTING.order())
                .limit(window.rows())
                .fetch(RoleStore::role);
    }

    /** The ids of all roles that belong to domains. */
    static Set<String> idsOfDomainRoles(DSLContext sql) {
        return sql.select(ROLE.ID)
                .from(ROLE)
                .where(ROLE.DOMAIN_ID.ne(Columns.NULL_DOMAIN))
                .fetchSet(ROLE.ID);
    }

    static void insert(DSLContext sql, Role role) {
        sql.insertInto(ROLE)
                .set(ROLE.ID, role.id())
                .set(ROLE.NAME, role.name())
                .set(ROLE.DOMAIN_ID, stored(role.domainId()))
                .set(ROLE.DESCRIPTION, role.description())
                .set(ROLE.EXTRA, role.extra())
                .execute();
        insertOptions(sql, role);
    }

    static void update(DSLContext sql, Role before, Role after) {
        sql.update(ROLE)
                .set(ROLE.NAME, after.name())
                .set(ROLE.DESCRIPTION, after.description())
                .set(ROLE.EXTRA, after.extra())
                .where(ROLE.ID.eq(after.id()))
                .execute();
        if (!before.options().equals(after.options())) {
            deleteOptions(sql, after.id());
            insertOptions(sql, after);
        }
    }

    static void delete(DSLContext sql, String id) {
        deleteOptions(sql, id);
        sql.deleteFrom(ROLE).where(ROLE.ID.eq(id)).execute();
    }

    private static void insertOptions(DSLContext sql, Role role) {
        var immutable = role.options().immutable();
        if (immutable != null) {
            sql.insertInto(ROLE_OPTION)
                    .set(ROLE_OPTION.ROLE_ID, role.id())
                    .set(ROLE_OPTION.OPTION_ID, ResourceOptions.IMMUTABLE_ID)
                    .set(ROLE_OPTION.OPTION_VALUE, (JsonNode) JsonNodeFactory.instance.booleanNode(immutable))
                    .execute();
        }
    }

    private static void deleteOptions(DSLContext sql, String id) {
        sql.deleteFrom(ROLE_OPTION).where(ROLE_OPTION.ROLE_ID.eq(id)).execute();
    }

    /** Roles with the option that there is, for FROM. */
    static Table<?> withOptions() {
        return ROLE.leftJoin(ROLE_OPTION)
                .on(ROLE_OPTION.ROLE_ID.eq(ROLE.ID), ROLE_OPTION.OPTION_ID.eq(ResourceOptions.IMMUTABLE_ID));
    }

    static Role role(Record row) {
        var domainId = row.get(ROLE.DOMAIN_ID);
        return new Role(
                row.get(ROLE.ID),
                row.get(ROLE.NAME),
                domainId.equals(Columns.NULL_DOMAIN) ? null : domainId,
                row.get(ROLE.DESCRIPTION),
                options(row.get(ROLE_OPTION.OPTION_VALUE)),
                row.get(ROLE.EXTRA));
    }

    private static ResourceOptions options(@Nullable JsonNode immutable) {
        return immutable == null || immutable.isNull()
                ? ResourceOptions.NONE
                : new ResourceOptions(immutable.asBoolean());
    }

    /** How a role's domain stands in its column. */
    static String stored(@Nullable String domainId) {
        return domainId == null ? Columns.NULL_DOMAIN : domainId;
    }
}
