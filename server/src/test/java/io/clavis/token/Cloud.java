package io.clavis.token;

import static io.clavis.db.Tables.ASSIGNMENT;
import static io.clavis.db.Tables.PROJECT;
import static io.clavis.db.Tables.ROLE;
import static io.clavis.db.Tables.SYSTEM_ASSIGNMENT;

import io.clavis.applicationcredential.ApplicationCredentials;
import io.clavis.assignment.Assignments;
import io.clavis.assignment.ImpliedRoles;
import io.clavis.catalog.Catalog;
import io.clavis.config.Configuration;
import io.clavis.config.DatabaseUrl;
import io.clavis.crypto.fernet.FernetKey;
import io.clavis.crypto.fernet.KeySource;
import io.clavis.crypto.password.PasswordAlgorithm;
import io.clavis.crypto.password.PasswordSettings;
import io.clavis.crypto.password.Passwords;
import io.clavis.crypto.token.AuditIds;
import io.clavis.crypto.token.FernetTokens;
import io.clavis.db.ChangeFollower;
import io.clavis.db.Database;
import io.clavis.db.Entity;
import io.clavis.db.ListLimits;
import io.clavis.db.Operation;
import io.clavis.db.Origin;
import io.clavis.db.StatementCount;
import io.clavis.federation.IdentityProviders;
import io.clavis.federation.Mappings;
import io.clavis.federation.Protocols;
import io.clavis.federation.ServiceProviders;
import io.clavis.http.Json;
import io.clavis.identity.Groups;
import io.clavis.identity.IdentitySettings;
import io.clavis.identity.Memberships;
import io.clavis.identity.ShadowUsers;
import io.clavis.identity.UserRevocation;
import io.clavis.identity.Users;
import io.clavis.oauth1.AccessTokens;
import io.clavis.resource.Project;
import io.clavis.resource.Projects;
import io.clavis.resource.ResourceSettings;
import io.clavis.trust.Trusts;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * A small cloud with real rows: domain {@code home} with the projects {@code blue} and {@code red}, the roles
 * {@code admin} and {@code member}; and all that issues and validates tokens on it. Ids are made up anew each time.
 */
public final class Cloud implements AutoCloseable {
    public static final List<String> METHODS = List.of("external", "password", "token", "totp", "mapped", "openid");
    private static final Duration KEEP = Duration.ofSeconds(5400);

    public final HandClock clock = new HandClock();
    public final StatementCount statements = new StatementCount();
    public final String home = id();
    public final String blue = id();
    public final String red = id();
    public final String admin = id();
    public final String member = id();
    public final Database database;
    public final Projects projects;
    public final Users users;
    public final Groups groups;
    public final ShadowUsers shadowUsers;
    public final IdentityProviders identityProviders;
    public final Protocols protocols;
    public final Mappings mappings;
    public final Assignments assignments;
    public final Trusts trusts;
    public final Catalog catalog;
    public final Revocations revocations;
    public final Tokens tokens;
    private final Passwords passwords =
            new Passwords(PasswordSettings.defaults(PasswordAlgorithm.BCRYPT).withRounds(4), new SecureRandom());
    private final ChangeFollower follower;

    public Cloud(DatabaseUrl url) {
        var settings = IdentitySettings.of(Configuration.defaults());
        database = statements.open(url);
        var position = database.changes().latest();
        revocations = Revocations.load(database, KEEP, clock);
        UserRevocation revocation = revocations::userChanged;
        projects = new Projects(database, ResourceSettings.DEFAULT);
        users = new Users(database, projects, passwords, settings, revocation, clock);
        groups = new Groups(database, projects, settings, new Memberships(database, settings, revocation, clock));
        shadowUsers = new ShadowUsers(database, settings, revocations::groupsChanged, clock);
        identityProviders = new IdentityProviders(database, projects, ListLimits.DEFAULT);
        protocols = new Protocols(database);
        mappings = new Mappings(database);
        assignments = new Assignments(database, groups, projects, (tx, user, project) -> {});
        trusts = new Trusts(database, users, assignments, new ImpliedRoles(database, List.of()), 3, clock);
        catalog = new Catalog(database, new Catalog.Settings(Optional.empty(), true));
        var fernet = new FernetTokens(
                KeySource.of(FernetKey.generate(new SecureRandom())), METHODS, "default", clock, new SecureRandom());
        tokens = new Tokens(
                fernet,
                new AuditIds(new SecureRandom()),
                new TokenSources(
                        users,
                        projects,
                        assignments,
                        new ApplicationCredentials(database, assignments, passwords, -1, clock),
                        new AccessTokens(database, new ImpliedRoles(database, List.of()), Duration.ofDays(1), clock),
                        trusts,
                        catalog,
                        new ServiceProviders(database, ListLimits.DEFAULT),
                        new FederationSources(identityProviders, protocols, mappings, groups)),
                revocations,
                database,
                new TokenSettings(
                        Duration.ofHours(1),
                        Duration.ofDays(2),
                        Duration.ofSeconds(5),
                        1 << 20,
                        Optional.empty(),
                        Set.of()),
                clock);
        follower = ChangeFollower.start(database, position, List.of(tokens.listener(), revocations));
        layDown();
    }

    private void layDown() {
        projects.create(Origin.SYSTEM, Project.domain(home, "home"));
        projects.create(Origin.SYSTEM, Project.inDomain(blue, "blue", home));
        projects.create(Origin.SYSTEM, Project.inDomain(red, "red", home));
        role(admin, "admin");
        role(member, "member");
    }

    /** A user of domain {@code home} with password {@code secret}. */
    public String user(String name) {
        return user(name, "{}");
    }

    /** The same with more attributes. */
    public String user(String name, String more) {
        var attributes = object(more).put("name", name).put("domain_id", home).put("password", "secret");
        return users.create(Origin.SYSTEM, attributes).id();
    }

    public void change(String userId, String attributes) {
        users.update(Origin.SYSTEM, userId, object(attributes));
    }

    public void enableProject(String id, boolean enabled) {
        setEnabled(id, Entity.PROJECT, enabled);
    }

    public void enableDomain(String id, boolean enabled) {
        setEnabled(id, Entity.DOMAIN, enabled);
    }

    private void setEnabled(String id, Entity entity, boolean enabled) {
        database.write(Origin.SYSTEM, tx -> {
            tx.sql()
                    .update(PROJECT)
                    .set(PROJECT.ENABLED, enabled)
                    .where(PROJECT.ID.eq(id))
                    .execute();
            tx.changed(entity, id, Operation.UPDATED, home);
            return true;
        });
    }

    public void grantOnProject(String userId, String projectId, String roleId) {
        grant("UserProject", userId, projectId, roleId);
    }

    public void grantOnDomain(String userId, String domainId, String roleId) {
        grant("UserDomain", userId, domainId, roleId);
    }

    public void grantOnSystem(String userId, String roleId) {
        database.write(Origin.SYSTEM, tx -> {
            tx.sql()
                    .insertInto(SYSTEM_ASSIGNMENT)
                    .set(SYSTEM_ASSIGNMENT.TYPE, "UserSystem")
                    .set(SYSTEM_ASSIGNMENT.ACTOR_ID, userId)
                    .set(SYSTEM_ASSIGNMENT.TARGET_ID, "system")
                    .set(SYSTEM_ASSIGNMENT.ROLE_ID, roleId)
                    .set(SYSTEM_ASSIGNMENT.INHERITED, false)
                    .execute();
            tx.changed(Entity.ASSIGNMENT, userId + "/system/" + roleId, Operation.CREATED, null);
            return true;
        });
    }

    public void takeAway(String userId, String targetId) {
        database.write(Origin.SYSTEM, tx -> {
            tx.sql()
                    .deleteFrom(ASSIGNMENT)
                    .where(ASSIGNMENT.ACTOR_ID.eq(userId), ASSIGNMENT.TARGET_ID.eq(targetId))
                    .execute();
            tx.changed(Entity.ASSIGNMENT, userId + "/" + targetId + "/all", Operation.DELETED, null);
            return true;
        });
    }

    /** As a Keystone of another make does it: without a word in the change feed. */
    public void takeAwaySilently(String userId, String targetId) {
        database.write(
                Origin.SYSTEM,
                tx -> tx.sql()
                        .deleteFrom(ASSIGNMENT)
                        .where(ASSIGNMENT.ACTOR_ID.eq(userId), ASSIGNMENT.TARGET_ID.eq(targetId))
                        .execute());
    }

    /** How many statements a piece of work takes, without those of the thread that follows the change feed. */
    public long statementsOf(Runnable work) {
        statements.reset();
        work.run();
        return statements.statements().stream()
                .filter(sql -> !sql.contains("clavis_change"))
                .count();
    }

    private void grant(String type, String actorId, String targetId, String roleId) {
        database.write(Origin.SYSTEM, tx -> {
            tx.sql()
                    .insertInto(ASSIGNMENT)
                    .set(ASSIGNMENT.TYPE, type)
                    .set(ASSIGNMENT.ACTOR_ID, actorId)
                    .set(ASSIGNMENT.TARGET_ID, targetId)
                    .set(ASSIGNMENT.ROLE_ID, roleId)
                    .set(ASSIGNMENT.INHERITED, false)
                    .execute();
            tx.changed(Entity.ASSIGNMENT, actorId + "/" + targetId + "/" + roleId, Operation.CREATED, null);
            return true;
        });
    }

    private void role(String id, String name) {
        database.write(Origin.SYSTEM, tx -> {
            tx.sql()
                    .insertInto(ROLE)
                    .set(ROLE.ID, id)
                    .set(ROLE.NAME, name)
                    .set(ROLE.DOMAIN_ID, "<<null>>")
                    .execute();
            tx.changed(Entity.ROLE, id, Operation.CREATED, null);
            return true;
        });
    }

    private static ObjectNode object(String json) {
        return (ObjectNode) Json.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
                .orElseThrow();
    }

    private static String id() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    @Override
    public void close() {
        follower.close();
        revocations.close();
        passwords.close();
        database.close();
    }
}
