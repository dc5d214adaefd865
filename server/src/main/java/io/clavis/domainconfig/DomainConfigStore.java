package io.clavis.domainconfig;

import static io.clavis.db.Tables.CONFIG_REGISTER;
import static io.clavis.db.Tables.SENSITIVE_CONFIG;
import static io.clavis.db.Tables.WHITELISTED_CONFIG;
import static org.jooq.impl.DSL.row;

import java.util.Collection;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.TableField;

/** The rows of tables whitelisted_config and sensitive_config. */
final class DomainConfigStore {
    private DomainConfigStore() {}

    /** What may be read, by group and option. */
    static List<ConfigOption> whitelisted(DSLContext sql, Extent extent) {
        return sql.selectFrom(WHITELISTED_CONFIG)
                .where(whitelistedIn(extent))
                .orderBy(WHITELISTED_CONFIG.GROUP, WHITELISTED_CONFIG.OPTION)
                .fetch(row -> new ConfigOption(
                        row.get(WHITELISTED_CONFIG.GROUP),
                        row.get(WHITELISTED_CONFIG.OPTION),
                        row.get(WHITELISTED_CONFIG.VALUE)));
    }

    /** What may not be read, by group and option. */
    static List<ConfigOption> sensitive(DSLContext sql, Extent extent) {
        return sql.selectFrom(SENSITIVE_CONFIG)
                .where(sensitiveIn(extent))
                .orderBy(SENSITIVE_CONFIG.GROUP, SENSITIVE_CONFIG.OPTION)
                .fetch(row -> new ConfigOption(
                        row.get(SENSITIVE_CONFIG.GROUP),
                        row.get(SENSITIVE_CONFIG.OPTION),
                        row.get(SENSITIVE_CONFIG.VALUE)));
    }

    static void insertWhitelisted(DSLContext sql, String domainId, Collection<ConfigOption> options) {
        if (options.isEmpty()) {
            return;
        }
        var insert = sql.insertInto(
                WHITELISTED_CONFIG,
                WHITELISTED_CONFIG.DOMAIN_ID,
                WHITELISTED_CONFIG.GROUP,
                WHITELISTED_CONFIG.OPTION,
                WHITELISTED_CONFIG.VALUE);
        for (var option : options) {
            insert = insert.values(domainId, option.group(), option.option(), option.value());
        }
        insert.execute();
    }

    static void insertSensitive(DSLContext sql, String domainId, Collection<ConfigOption> options) {
        if (options.isEmpty()) {
            return;
        }
        var insert = sql.insertInto(
                SENSITIVE_CONFIG,
                SENSITIVE_CONFIG.DOMAIN_ID,
                SENSITIVE_CONFIG.GROUP,
                SENSITIVE_CONFIG.OPTION,
                SENSITIVE_CONFIG.VALUE);
        for (var option : options) {
            insert = insert.values(domainId, option.group(), option.option(), option.value());
        }
        insert.execute();
    }

    /** Deletes from both tables; the number of rows that went. */
    static int delete(DSLContext sql, Extent extent) {
        return sql.deleteFrom(WHITELISTED_CONFIG).where(whitelistedIn(extent)).execute()
                + sql.deleteFrom(SENSITIVE_CONFIG).where(sensitiveIn(extent)).execute();
    }

    /** Deletes these options from both tables, whatever their values are. */
    static void delete(DSLContext sql, String domainId, Collection<ConfigOption> options) {
        var names = options.stream()
                .map(option -> row(option.group(), option.option()))
                .toList();
        sql.deleteFrom(WHITELISTED_CONFIG)
                .where(WHITELISTED_CONFIG.DOMAIN_ID.eq(domainId))
                .and(row(WHITELISTED_CONFIG.GROUP, WHITELISTED_CONFIG.OPTION).in(names))
                .execute();
        sql.deleteFrom(SENSITIVE_CONFIG)
                .where(SENSITIVE_CONFIG.DOMAIN_ID.eq(domainId))
                .and(row(SENSITIVE_CONFIG.GROUP, SENSITIVE_CONFIG.OPTION).in(names))
                .execute();
    }

    /** A domain that goes no longer holds the one place of a driver. */
    static void release(DSLContext sql, String domainId) {
        sql.deleteFrom(CONFIG_REGISTER)
                .where(CONFIG_REGISTER.DOMAIN_ID.eq(domainId))
                .execute();
    }

    private static Condition whitelistedIn(Extent extent) {
        return in(extent, WHITELISTED_CONFIG.DOMAIN_ID, WHITELISTED_CONFIG.GROUP, WHITELISTED_CONFIG.OPTION);
    }

    private static Condition sensitiveIn(Extent extent) {
        return in(extent, SENSITIVE_CONFIG.DOMAIN_ID, SENSITIVE_CONFIG.GROUP, SENSITIVE_CONFIG.OPTION);
    }

    private static Condition in(
            Extent extent,
            TableField<Record, String> domainId,
            TableField<Record, String> group,
            TableField<Record, String> option) {
        var condition = domainId.eq(extent.domainId());
        if (extent.group() != null) {
            condition = condition.and(group.eq(extent.group()));
        }
        return extent.option() == null ? condition : condition.and(option.eq(extent.option()));
    }
}
