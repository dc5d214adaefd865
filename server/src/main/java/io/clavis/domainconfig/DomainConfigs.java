package io.clavis.domainconfig;

import io.clavis.db.Database;
import io.clavis.db.DuplicateEntry;
import io.clavis.db.Entity;
import io.clavis.db.Operation;
import io.clavis.db.Origin;
import io.clavis.db.Transaction;
import io.clavis.db.Write;
import io.clavis.http.Conflict;
import io.clavis.http.NotFound;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The rules of domain configurations. What is sensitive goes in and never comes out. */
public final class DomainConfigs {
    private final Database database;
    private final DomainConfigSettings settings;
    private final ConfigCheck check;

    public DomainConfigs(Database database, DomainConfigSettings settings) {
        this.database = database;
        this.settings = settings;
        this.check = new ConfigCheck(settings);
    }

    /** What may be read of a configuration; 404 where there is nothing of it. */
    ObjectNode show(Extent extent) {
        check.requireSupported(extent);
        var options = database.read(sql -> DomainConfigStore.whitelisted(sql, extent));
        if (options.isEmpty()) {
            throw extent.notFound();
        }
        return ConfigOption.document(options, extent.option());
    }

    /** Replaces a domain's configuration; whether it had none before. */
    boolean put(Origin origin, String domainId, ObjectNode config) {
        var options = check.options(config);
        var whole = Extent.whole(domainId);
        return write(origin, tx -> {
            lock(tx, domainId);
            var isNew = DomainConfigStore.delete(tx.sql(), whole) == 0;
            insert(tx.sql(), domainId, options);
            changed(tx, domainId, isNew ? Operation.CREATED : Operation.UPDATED);
            return isNew;
        });
    }

    /** Gives a domain its first configuration; false, and nothing done, where it has one. 403 where it is not one. */
    public boolean create(Origin origin, String domainId, ObjectNode config) {
        var options = check.options(config);
        return write(origin, tx -> {
            lock(tx, domainId);
            if (!both(tx.sql(), Extent.whole(domainId)).isEmpty()) {
                return false;
            }
            insert(tx.sql(), domainId, options);
            changed(tx, domainId, Operation.CREATED);
            return true;
        });
    }

    /** Whether a domain sets anything. */
    public boolean isConfigured(String domainId) {
        return !database.read(sql -> both(sql, Extent.whole(domainId))).isEmpty();
    }

    /** What keeps a domain's users, where the domain says so: {@code [identity] driver}. */
    public Optional<String> identityDriver(String domainId) {
        return database
                .read(sql -> DomainConfigStore.whitelisted(sql, new Extent(domainId, "identity", "driver")))
                .stream()
                .map(set -> set.value().asString(""))
                .findFirst();
    }

    /** What may be read of a domain's whole configuration, which may be nothing. */
    ObjectNode readable(String domainId) {
        return ConfigOption.document(
                database.read(sql -> DomainConfigStore.whitelisted(sql, Extent.whole(domainId))), null);
    }

    /**
     * Sets options beside those that are set. A group or an option that the extent names must be all that the
     * configuration holds, and be set already: 403 and 404.
     */
    void update(Origin origin, Extent extent, ObjectNode config) {
        var options = check.options(config);
        check.requireSupported(extent);
        check.requireOnly(extent, config);
        write(origin, tx -> {
            lock(tx, extent.domainId());
            if (extent.group() != null && both(tx.sql(), extent).isEmpty()) {
                throw extent.notFound();
            }
            DomainConfigStore.delete(tx.sql(), extent.domainId(), options);
            insert(tx.sql(), extent.domainId(), options);
            changed(tx, extent.domainId(), Operation.UPDATED);
            return true;
        });
    }

    /** Deletes a configuration or a part of it; a part must be there. */
    void delete(Origin origin, Extent extent) {
        check.requireSupported(extent);
        write(origin, tx -> {
            lock(tx, extent.domainId());
            if (extent.group() != null) {
                requireSet(tx.sql(), extent);
            }
            if (DomainConfigStore.delete(tx.sql(), extent) > 0) {
                changed(tx, extent.domainId(), extent.group() == null ? Operation.DELETED : Operation.UPDATED);
            }
            return true;
        });
    }

    /** Deletes all that a domain has set, with the domain. */
    public void deleteForDomain(Transaction tx, String domainId) {
        DomainConfigStore.release(tx.sql(), domainId);
        if (DomainConfigStore.delete(tx.sql(), Extent.whole(domainId)) > 0) {
            changed(tx, domainId, Operation.DELETED);
        }
    }

    /** What a domain that sets nothing has: the readable values of {@code keystone.conf}. */
    ObjectNode defaults() {
        var options = new ArrayList<ConfigOption>();
        settings.whitelisted().forEach((group, values) -> options.addAll(options(group, values)));
        return ConfigOption.document(options, null);
    }

    /** The same of one group. */
    ObjectNode defaults(String group) {
        check.requireSupported(new Extent("", group, null));
        return ConfigOption.document(options(group, settings.whitelisted().getOrDefault(group, Map.of())), null);
    }

    /** The same of one option. */
    ObjectNode defaults(String group, String option) {
        check.requireSupported(new Extent("", group, option));
        var values = settings.whitelisted().getOrDefault(group, Map.of());
        var value = values.get(option);
        if (value == null) {
            throw ConfigCheck.invalid(
                    "Reading the default for option " + option + " in group " + group + " is not supported");
        }
        return ConfigOption.document(List.of(new ConfigOption(group, option, value)), option);
    }

    /** The rules of passwords, which everybody may read, of the default domain only. */
    ObjectNode passwordRules(Extent extent) {
        if (!extent.domainId().equals(settings.defaultDomainId())) {
            throw ConfigCheck.invalid("Reading security compliance information for any domain other than the default"
                    + " domain is not allowed or supported.");
        }
        var group = String.valueOf(extent.group());
        var option = extent.option();
        if (option == null) {
            return ConfigOption.document(options(group, settings.passwordRules()), null);
        }
        var value = settings.passwordRules().get(option);
        if (value == null) {
            throw ConfigCheck.invalid("Reading security compliance values other than password_regex and"
                    + " password_regex_description is not allowed.");
        }
        return ConfigOption.document(List.of(new ConfigOption(group, option, value)), option);
    }

    private static List<ConfigOption> options(String group, Map<String, JsonNode> values) {
        return values.entrySet().stream()
                .map(value -> new ConfigOption(group, value.getKey(), value.getValue()))
                .toList();
    }

    private static List<ConfigOption> both(DSLContext sql, Extent extent) {
        var both = new ArrayList<>(DomainConfigStore.whitelisted(sql, extent));
        both.addAll(DomainConfigStore.sensitive(sql, extent));
        return both;
    }

    // As upstream has it, a single option whose value Python takes for false counts as not set.
    private static void requireSet(DSLContext sql, Extent extent) {
        var group = both(sql, new Extent(extent.domainId(), extent.group(), null));
        if (group.isEmpty()) {
            throw new Extent(extent.domainId(), extent.group(), null).notFound();
        }
        var option = extent.option();
        if (option != null
                && group.stream().noneMatch(set -> set.option().equals(option) && !Falsy.test(set.value()))) {
            throw extent.notFound();
        }
    }

    private void insert(DSLContext sql, String domainId, List<ConfigOption> options) {
        var split = options.stream()
                .collect(Collectors.partitioningBy(option -> check.isSensitive(option.group(), option.option())));
        DomainConfigStore.insertWhitelisted(sql, domainId, split.getOrDefault(false, List.of()));
        DomainConfigStore.insertSensitive(sql, domainId, split.getOrDefault(true, List.of()));
    }

    // One writer to a domain's configuration at a time, and none to that of a domain that goes.
    private static void lock(Transaction tx, String domainId) {
        if (!tx.lock(Entity.DOMAIN, domainId)) {
            throw NotFound.of("domain", domainId);
        }
    }

    private static void changed(Transaction tx, String domainId, Operation operation) {
        tx.changed(Entity.DOMAIN_CONFIG, domainId, operation, domainId);
    }

    private <T> T write(Origin origin, Write<T> work) {
        try {
            return database.write(origin, work);
        } catch (DuplicateEntry setMeanwhile) {
            throw Conflict.storing("domain_config", "Another request sets the same options");
        }
    }
}
