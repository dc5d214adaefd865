package io.clavis.identity;

import io.clavis.db.Database;
import io.clavis.db.DuplicateEntry;
import io.clavis.db.Entity;
import io.clavis.db.Identifier;
import io.clavis.db.ListQuery;
import io.clavis.db.Operation;
import io.clavis.db.Origin;
import io.clavis.db.Page;
import io.clavis.db.Transaction;
import io.clavis.http.Attributes;
import io.clavis.http.NotFound;
import io.clavis.resource.Projects;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The rules on groups. Thread-safe. */
public final class Groups {
    private static final int NAME_LENGTH = 64;
    private static final String[] KNOWN = {"id", "name", "domain_id", "description", "extra"};
    private final Database database;
    private final Projects projects;
    private final IdentitySettings settings;
    private final Memberships memberships;

    public Groups(Database database, Projects projects, IdentitySettings settings, Memberships memberships) {
        this.database = database;
        this.projects = projects;
        this.settings = settings;
        this.memberships = memberships;
    }

    /** The group with this id. */
    public Optional<Group> find(String id) {
        return database.read(sql -> GroupStore.find(sql, id));
    }

    /** The group with this name. */
    public Optional<Group> findByName(String name, String domainId) {
        return database.read(sql -> GroupStore.findByName(sql, name, domainId));
    }

    /** The groups with these ids that exist. */
    public List<Group> findAll(Collection<String> ids) {
        return database.read(sql -> GroupStore.findAll(sql, ids));
    }

    /** The groups with these names that exist, the names by domain. One statement. */
    public List<Group> findByNames(Map<String, ? extends Collection<String>> namesByDomain) {
        return namesByDomain.isEmpty() ? List.of() : database.read(sql -> GroupStore.findByNames(sql, namesByDomain));
    }

    /** A list as {@code GET /v3/groups} has it; 404 for a marker that is no group's id. */
    public Page<Group> list(ListQuery query) {
        var window = settings.limits().pagedOrProbed(query);
        return database.read(sql -> {
            if (!GroupStore.knowsMarker(sql, query)) {
                throw new NotFound("Marker " + query.marker().orElse("") + " could not be found.");
            }
            return window.page(GroupStore.list(sql, query, window));
        });
    }

    /** The groups that a user is in just now, memberships by federation included while they last. */
    public List<String> groupIdsOf(String userId) {
        return memberships.groupIdsOf(userId);
    }

    /** The users in a group, without those whose membership comes by federation. */
    public List<String> memberIds(String groupId) {
        return memberships.userIds(groupId);
    }

    /** The users in a group that is about to be deleted, without those whose membership comes by federation. */
    public List<String> memberIds(Transaction tx, String groupId) {
        return MembershipStore.userIds(tx.sql(), groupId);
    }

    /** Makes a group of the attributes of a request, {@code domain_id} and {@code name} among them. */
    public Group create(Origin origin, ObjectNode json) {
        var domainId = json.path("domain_id").asString("");
        if (projects.findDomain(domainId).isEmpty()) {
            throw NotFound.of("domain", domainId);
        }
        var group = new Group(
                Identifier.random(),
                domainId,
                name(json, ""),
                description(json, ""),
                Attributes.extra(JsonNodeFactory.instance.objectNode(), json, KNOWN));
        try {
            return database.write(origin, tx -> {
                if (!tx.keep(Entity.DOMAIN, domainId)) {
                    throw NotFound.of("domain", domainId);
                }
                GroupStore.insert(tx.sql(), group);
                tx.changed(Entity.GROUP, group.id(), Operation.CREATED, domainId);
                return group;
            });
        } catch (DuplicateEntry taken) {
            throw StorageRules.duplicate("group", json);
        }
    }

    /** Changes the attributes that are given. */
    public Group update(Origin origin, String id, ObjectNode json) {
        try {
            return database.write(origin, tx -> {
                tx.lock(Entity.GROUP, id);
                var before = stored(tx, id);
                StorageRules.refuseNewDomain(json, before.domainId());
                var after = new Group(
                        id,
                        before.domainId(),
                        name(json, before.name()),
                        description(json, before.description()),
                        Attributes.extra(before.extra(), json, KNOWN));
                GroupStore.update(tx.sql(), after);
                tx.changed(Entity.GROUP, id, Operation.UPDATED, before.domainId());
                return after;
            });
        } catch (DuplicateEntry taken) {
            throw StorageRules.duplicate("group", json);
        }
    }

    /**
     * Deletes the group and who is in it. Where it had roles, the tokens of who was in it must end too; that is for
     * whoever deletes its assignments.
     */
    public void delete(Transaction tx, String id) {
        tx.lock(Entity.GROUP, id);
        var group = stored(tx, id);
        GroupStore.delete(tx.sql(), id);
        tx.changed(Entity.GROUP, id, Operation.DELETED, group.domainId());
    }

    /** The ids of a domain's groups. */
    public List<String> idsOfDomain(Transaction tx, String domainId) {
        return GroupStore.idsOfDomain(tx.sql(), domainId);
    }

    private static Group stored(Transaction tx, String id) {
        return GroupStore.find(tx.sql(), id).orElseThrow(() -> NotFound.of("group", id));
    }

    private static String name(ObjectNode json, String before) {
        var name = json.path("name").asString(before).strip();
        Attributes.checkLength(name, "name", NAME_LENGTH);
        return name;
    }

    private static @Nullable String description(ObjectNode json, @Nullable String before) {
        return Attributes.text(json, "description", before);
    }
}
