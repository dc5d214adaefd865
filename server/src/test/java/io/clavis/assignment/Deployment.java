package io.clavis.assignment;

import static io.clavis.db.Tables.GROUP;
import static io.clavis.db.Tables.LOCAL_USER;
import static io.clavis.db.Tables.USER;
import static io.clavis.db.Tables.USER_GROUP_MEMBERSHIP;

import io.clavis.assignment.Target.OnDomain;
import io.clavis.assignment.Target.OnProject;
import io.clavis.assignment.Target.OnSystem;
import io.clavis.config.Configuration;
import io.clavis.crypto.password.PasswordAlgorithm;
import io.clavis.crypto.password.PasswordSettings;
import io.clavis.crypto.password.Passwords;
import io.clavis.db.Database;
import io.clavis.db.ListLimits;
import io.clavis.db.Origin;
import io.clavis.identity.Groups;
import io.clavis.identity.IdentitySettings;
import io.clavis.identity.Memberships;
import io.clavis.identity.Users;
import io.clavis.resource.Project;
import io.clavis.resource.Projects;
import io.clavis.resource.ResourceOptions;
import io.clavis.resource.ResourceSettings;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A small cloud. Domain {@code dom} has project {@code top} with {@code mid} and {@code leaf} below each other, project
 * {@code side}, users {@code ann} and {@code bob} and group {@code staff}, of which bob is a member; domain {@code other}
 * has project {@code away} and user {@code eve}. Ids are names. Roles are upstream's four, each implying the next, and
 * {@code operator}, which belongs to dom and implies member.
 */
final class Deployment implements AutoCloseable {
    final Database database;
    final Projects projects;
    final Users users;
    final Groups groups;
    final Roles roles;
    final ImpliedRoles impliedRoles;
    final Grants grants;
    final Assignments assignments;
    final List<String> losses = new ArrayList<>();
    private final Passwords passwords =
            new Passwords(PasswordSettings.defaults(PasswordAlgorithm.SCRYPT), new SecureRandom());

    Deployment(Database database) {
        this.database = database;
        var clock = InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z"));
        var settings = IdentitySettings.of(Configuration.defaults());
        projects = new Projects(database, ResourceSettings.DEFAULT);
        users = new Users(database, projects, passwords, settings, (tx, id) -> {}, clock);
        groups = new Groups(database, projects, settings, new Memberships(database, settings, (tx, id) -> {}, clock));
        roles = new Roles(database, ListLimits.DEFAULT);
        impliedRoles = new ImpliedRoles(database, List.of("admin"));
        grants = new Grants(database, roles, projects);
        assignments =
                new Assignments(database, groups, projects, (tx, user, project) -> losses.add(user + "@" + project));
        layDown();
    }

    private void layDown() {
        domain("dom");
        domain("other");
        project("top", "dom", "dom");
        project("mid", "top", "dom");
        project("leaf", "mid", "dom");
        project("side", "dom", "dom");
        project("away", "other", "other");
        user("ann", "dom");
        user("bob", "dom");
        user("eve", "other");
        group("staff", "dom");
        member("staff", "bob");
        role("admin", null);
        role("manager", null);
        role("member", null);
        role("reader", null);
        role("operator", "dom");
        implies("admin", "manager");
        implies("manager", "member");
        implies("member", "reader");
        implies("operator", "member");
    }

    void domain(String id) {
        projects.create(Origin.SYSTEM, Project.domain(id, id));
    }

    void project(String id, String parent, String domain) {
        projects.create(
                Origin.SYSTEM,
                new Project(
                        id,
                        id,
                        domain,
                        parent,
                        false,
                        true,
                        "",
                        List.of(),
                        ResourceOptions.NONE,
                        JsonNodeFactory.instance.objectNode()));
    }

    void user(String id, String domain) {
        database.write(Origin.SYSTEM, tx -> {
            tx.sql()
                    .insertInto(USER)
                    .set(USER.ID, id)
                    .set(USER.ENABLED, true)
                    .set(USER.DOMAIN_ID, domain)
                    .execute();
            return tx.sql()
                    .insertInto(LOCAL_USER)
                    .set(LOCAL_USER.USER_ID, id)
                    .set(LOCAL_USER.DOMAIN_ID, domain)
                    .set(LOCAL_USER.NAME, id)
                    .execute();
        });
    }

    void group(String id, String domain) {
        database.write(
                Origin.SYSTEM,
                tx -> tx.sql()
                        .insertInto(GROUP)
                        .set(GROUP.ID, id)
                        .set(GROUP.NAME, id)
                        .set(GROUP.DOMAIN_ID, domain)
                        .execute());
    }

    void member(String group, String user) {
        database.write(
                Origin.SYSTEM,
                tx -> tx.sql()
                        .insertInto(USER_GROUP_MEMBERSHIP)
                        .set(USER_GROUP_MEMBERSHIP.GROUP_ID, group)
                        .set(USER_GROUP_MEMBERSHIP.USER_ID, user)
                        .execute());
    }

    void role(String name, String domain) {
        roles.create(
                Origin.SYSTEM,
                new Role(name, name, domain, null, ResourceOptions.NONE, JsonNodeFactory.instance.objectNode()));
    }

    void implies(String prior, String implied) {
        impliedRoles.create(
                Origin.SYSTEM,
                roles.find(prior).orElseThrow(),
                roles.find(implied).orElseThrow());
    }

    /** A grant whose actor is gone, as a real Keystone may leave one behind. */
    void orphan(Grant grant) {
        database.write(Origin.SYSTEM, tx -> {
            GrantStore.insert(tx.sql(), grant);
            return grant;
        });
    }

    void onProject(Actor actor, String project, String role) {
        grants.create(Origin.SYSTEM, Grant.of(actor, new OnProject(project), role));
    }

    void onDomain(Actor actor, String domain, String role) {
        grants.create(Origin.SYSTEM, Grant.of(actor, new OnDomain(domain), role));
    }

    void onSystem(Actor actor, String role) {
        grants.create(Origin.SYSTEM, Grant.of(actor, new OnSystem(), role));
    }

    void belowProject(Actor actor, String project, String role) {
        grants.create(Origin.SYSTEM, new Grant(actor, new OnProject(project), role, true));
    }

    void belowDomain(Actor actor, String domain, String role) {
        grants.create(Origin.SYSTEM, new Grant(actor, new OnDomain(domain), role, true));
    }

    void deleteRole(Origin origin, String id) {
        database.write(origin, tx -> {
            assignments.deleteForRole(tx, id);
            roles.delete(tx, id);
            return id;
        });
    }

    @Override
    public void close() {
        passwords.close();
        database.close();
    }
}
