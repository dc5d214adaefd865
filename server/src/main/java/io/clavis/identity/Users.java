package io.clavis.identity;

import io.clavis.crypto.password.Passwords;
import io.clavis.db.Database;
import io.clavis.db.DuplicateEntry;
import io.clavis.db.Entity;
import io.clavis.db.Identifier;
import io.clavis.db.ListLimits;
import io.clavis.db.ListQuery;
import io.clavis.db.Operation;
import io.clavis.db.Origin;
import io.clavis.db.Page;
import io.clavis.db.Transaction;
import io.clavis.http.Attributes;
import io.clavis.http.BadRequest;
import io.clavis.http.NotFound;
import io.clavis.resource.Project;
import io.clavis.resource.Projects;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The rules on users. Thread-safe. Passwords are hashed before a transaction begins. */
public final class Users {
    private static final int ID_LENGTH = 64;
    private final Database database;
    private final Projects projects;
    private final IdentitySettings settings;
    private final InstantSource clock;
    private final PasswordHashing hashing;
    private final PasswordRules rules;
    private final UserWriting writing;
    private final PasswordLogin login;
    private final PasswordChange change;

    public Users(
            Database database,
            Projects projects,
            Passwords passwords,
            IdentitySettings settings,
            UserRevocation revocation,
            InstantSource clock) {
        var compliance = settings.compliance();
        this.database = database;
        this.projects = projects;
        this.settings = settings;
        this.clock = clock;
        this.hashing = new PasswordHashing(passwords);
        this.rules = new PasswordRules(compliance);
        this.writing = new UserWriting(compliance, revocation, clock);
        this.login = new PasswordLogin(database, hashing, compliance, clock);
        this.change = new PasswordChange(database, login, hashing, rules, compliance, revocation, clock);
    }

    /** The user with this id. */
    public Optional<User> find(String id) {
        return database.read(sql -> UserStore.find(sql, id)).map(this::shown);
    }

    /** The local user with this name. */
    public Optional<User> findByName(String name, String domainId) {
        return database.read(sql -> UserStore.findByName(sql, name, domainId)).map(this::shown);
    }

    /** The users with these ids that exist. */
    public List<User> findAll(Collection<String> ids) {
        return database.read(sql -> UserStore.findAll(sql, ids)).stream()
                .map(this::shown)
                .toList();
    }

    /** A list as {@code GET /v3/users} has it; 404 for a marker that is nobody's id. */
    Page<ListedUser> list(ListQuery query) {
        var window = limits().pagedOrProbed(query);
        return window.page(database.read(sql -> {
            if (!UserStore.knowsMarker(sql, query)) {
                throw new NotFound("Marker " + query.marker().orElse("") + " could not be found.");
            }
            return UserLists.of(sql, query, window.rows(), settings.compliance(), clock.instant());
        }));
    }

    /** The users in a group, without those whose membership comes by federation. */
    Page<ListedUser> listInGroup(String groupId, ListQuery query) {
        var window = limits().capped(query);
        return window.page(database.read(
                sql -> UserLists.ofGroup(sql, groupId, query, window.rows(), settings.compliance(), clock.instant())));
    }

    /** The names of those of the users that exist, by id. */
    public Map<String, UserName> names(Collection<String> ids) {
        return ids.isEmpty() ? Map.of() : database.read(sql -> UserNames.of(sql, ids));
    }

    /** Makes a user of the attributes of a request, {@code domain_id} and {@code name} among them. */
    public User create(Origin origin, ObjectNode json) {
        return create(origin, Identifier.random(), json);
    }

    /** The same under an id of the operator's choice; 409 where the name is taken in the domain, or the id. */
    public User create(Origin origin, String id, ObjectNode json) {
        var attributes = new UserAttributes(json);
        checkPassword(attributes);
        // Who is refused must not have cost a hash.
        if (attributes.saysPassword()
                && projects.findDomain(attributes.domainId()).isEmpty()) {
            throw NotFound.of("domain", attributes.domainId());
        }
        checkDefaultProject(attributes);
        var links = links(json);
        var hash = hash(attributes);
        try {
            return database.write(origin, tx -> {
                if (!tx.keep(Entity.DOMAIN, attributes.domainId())) {
                    throw NotFound.of("domain", attributes.domainId());
                }
                return shown(writing.insert(tx, id, attributes, links, hash));
            });
        } catch (DuplicateEntry taken) {
            throw StorageRules.duplicate("user", json);
        }
    }

    /** Changes the attributes that are given. */
    public User update(Origin origin, String id, ObjectNode json) {
        var attributes = new UserAttributes(json);
        var before = find(id).orElseThrow(() -> NotFound.of("user", id));
        StorageRules.refuseNewDomain(json, before.domainId());
        checkPassword(attributes);
        checkDefaultProject(attributes);
        var links = links(json);
        var hash = hash(attributes);
        try {
            return database.write(origin, tx -> shown(writing.change(tx, id, attributes, links, hash)));
        } catch (DuplicateEntry taken) {
            throw StorageRules.duplicate("user", json);
        }
    }

    /** Deletes the user with all that this package knows of the user, and ends the user's tokens. */
    public void delete(Transaction tx, String id) {
        writing.delete(tx, id);
    }

    /** Lets those who were never seen count as active today; how many they were. */
    public int resetLastActive(Origin origin) {
        return database.write(origin, tx -> {
            var day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            var never = UserStore.neverActive(tx.sql());
            UserStore.setNeverActive(tx.sql(), day);
            never.forEach((id, domainId) -> tx.changed(Entity.USER, id, Operation.UPDATED, domainId));
            return never.size();
        });
    }

    /** The ids of a domain's users. */
    public List<String> idsOfDomain(Transaction tx, String domainId) {
        return UserStore.idsOfDomain(tx.sql(), domainId);
    }

    /** Takes a project that is no more from all whose default it is. */
    public void forgetDefaultProject(Transaction tx, String projectId) {
        writing.forgetDefaultProject(tx, projectId);
    }

    /** Takes an identity provider that is no more from its users; the users whose only name it was, who go with it. */
    public List<String> forgetIdentityProvider(Transaction tx, String idpId) {
        return FederatedLinks.forgetProvider(tx.sql(), idpId);
    }

    /** Takes a provider's protocol that is no more from its users; the users whose only name it was, who go with it. */
    public List<String> forgetProtocol(Transaction tx, String idpId, String protocolId) {
        return FederatedLinks.forgetProtocol(tx.sql(), idpId, protocolId);
    }

    /** The user, if the password is right and nothing forbids to use it; 401 with the reason otherwise. */
    public User authenticate(Origin origin, String userId, String password) {
        return login.login(origin, userId, password);
    }

    /** 429 where {@link #authenticate} would end in it anyway, so that a flood of passwords costs the database nothing. */
    public void requireRoom() {
        hashing.requireRoom();
    }

    /** Takes as long as {@link #authenticate} and always ends in 401: for users who do not exist. */
    public User authenticateUnknown(String password) {
        login.spendTime(password);
        throw PasswordLogin.wrong();
    }

    /** Changes the password of a user who knows the present one, be it expired; 401 or 400 with the reason. */
    public void changePassword(Origin origin, String userId, String original, String password) {
        change.change(origin, userId, original, password);
    }

    /** A user as an answer about one user shows it. */
    public Optional<ShownUser> shown(String id) {
        return find(id).map(user -> new ShownUser(user, federated(id)));
    }

    /** Who the user is at identity providers, as the API shows it; empty for a user who is linked to none. */
    JsonNode federated(String id) {
        var links = database.read(sql -> FederatedLinkStore.ofUsers(sql, List.of(id)));
        return FederatedLinks.json(links.getOrDefault(id, List.of()));
    }

    private void checkPassword(UserAttributes attributes) {
        var password = attributes.password();
        if (password != null) {
            rules.check(password);
        }
        if (password == null && attributes.saysPassword()) {
            rules.checkAbsent();
        }
    }

    private void checkDefaultProject(UserAttributes attributes) {
        var projectId = attributes.defaultProjectId(null);
        if (projectId == null || projectId.isEmpty()) {
            return;
        }
        Attributes.checkLength(projectId, "default_project_id", ID_LENGTH);
        if (projects.find(projectId).filter(Project::isDomain).isPresent()) {
            throw new BadRequest("User's default project ID cannot be a domain ID: " + projectId);
        }
    }

    private List<FederatedLink> links(ObjectNode json) {
        var links = FederatedLinks.of(json);
        if (!links.isEmpty()) {
            database.read(sql -> {
                FederatedLinks.check(sql, links);
                return true;
            });
        }
        return links;
    }

    private @Nullable String hash(UserAttributes attributes) {
        var password = attributes.password();
        return password == null ? null : hashing.hash(password);
    }

    private User shown(StoredUser user) {
        return user.user(settings.compliance(), clock.instant());
    }

    private ListLimits limits() {
        return settings.limits();
    }
}
