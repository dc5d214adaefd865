package io.clavis.identity;

import io.clavis.config.Configuration;
import io.clavis.crypto.password.PasswordAlgorithm;
import io.clavis.crypto.password.PasswordSettings;
import io.clavis.crypto.password.Passwords;
import io.clavis.db.Database;
import io.clavis.db.ListLimits;
import io.clavis.db.Origin;
import io.clavis.db.StatementCount;
import io.clavis.db.TestDatabase;
import io.clavis.http.Json;
import io.clavis.resource.Project;
import io.clavis.resource.Projects;
import io.clavis.resource.ResourceSettings;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Users and groups over a database of their own, with two domains, a clock to turn and quick hashes. */
final class IdentityFixture implements AutoCloseable, InstantSource {
    static final String DOMAIN = "d0000000000000000000000000000001";
    static final String OTHER_DOMAIN = "d0000000000000000000000000000002";
    static final String PROJECT = "a0000000000000000000000000000001";
    final StatementCount statements = new StatementCount();
    final List<String> revoked = new ArrayList<>();
    final Database database;
    final IdentitySettings settings;
    final Projects projects;
    final Users users;
    final Memberships memberships;
    final Groups groups;
    private final Passwords passwords =
            new Passwords(PasswordSettings.defaults(PasswordAlgorithm.BCRYPT).withRounds(4), new SecureRandom());
    private Instant now = Instant.parse("2026-03-01T12:00:00.123456Z");

    IdentityFixture(TestDatabase engine, Map<String, String> options) {
        database = statements.open(engine.freshUrl());
        settings = IdentitySettings.of(Configuration.of(options));
        projects = new Projects(
                database, new ResourceSettings("default", 5, false, false, "Federated", ListLimits.DEFAULT));
        projects.create(Origin.SYSTEM, Project.domain(DOMAIN, "Domain"));
        projects.create(Origin.SYSTEM, Project.domain(OTHER_DOMAIN, "Other"));
        projects.create(Origin.SYSTEM, Project.inDomain(PROJECT, "project", DOMAIN));
        UserRevocation revocation = (tx, userId) -> revoked.add(userId);
        users = new Users(database, projects, passwords, settings, revocation, this);
        memberships = new Memberships(database, settings, revocation, this);
        groups = new Groups(database, projects, settings, memberships);
    }

    @Override
    public Instant instant() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    User user(String attributes) {
        return users.create(Origin.SYSTEM, inDomain(attributes));
    }

    Group group(String attributes) {
        return groups.create(Origin.SYSTEM, inDomain(attributes));
    }

    User update(String id, String attributes) {
        return users.update(Origin.SYSTEM, id, json(attributes));
    }

    User login(User user, String password) {
        return users.authenticate(Origin.SYSTEM, user.id(), password);
    }

    void changePassword(User user, String original, String password) {
        users.changePassword(Origin.SYSTEM, user.id(), original, password);
    }

    void delete(User user) {
        database.write(Origin.SYSTEM, tx -> {
            users.delete(tx, user.id());
            return true;
        });
    }

    private static ObjectNode inDomain(String attributes) {
        var json = json(attributes);
        return json.has("domain_id") ? json : json.put("domain_id", DOMAIN);
    }

    static ObjectNode json(String text) {
        return (ObjectNode) Json.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
                .orElseThrow();
    }

    @Override
    public void close() {
        database.close();
        passwords.close();
    }
}
