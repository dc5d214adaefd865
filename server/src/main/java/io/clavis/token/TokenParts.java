package io.clavis.token;

import com.github.benmanes.caffeine.cache.Ticker;
import io.clavis.applicationcredential.ApplicationCredential;
import io.clavis.assignment.Role;
import io.clavis.db.Database;
import io.clavis.federation.ServiceProvider;
import io.clavis.http.Json;
import io.clavis.identity.ShownUser;
import io.clavis.identity.User;
import io.clavis.identity.UserName;
import io.clavis.resource.Project;
import io.clavis.resource.ProjectName;
import io.clavis.token.Scope.DomainScope;
import io.clavis.token.Scope.ProjectScope;
import io.clavis.token.Scope.SystemScope;
import io.clavis.token.Scope.Unscoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What tokens are made of and have in common, remembered for {@link TokenSettings#keepParts()} where nothing of it
 * changes. So a token that is new to this node, or is issued, mostly costs no SQL. Thread-safe.
 */
public final class TokenParts {
    private static final long MOST = 10_000;
    private static final long MOST_ROLES = 10 * MOST;
    private static final long MOST_BYTES = 8 << 20;

    private final TokenSources sources;
    private final Database database;
    private final Remembered<String, User> users;
    private final Remembered<String, ShownUser> shownUsers;
    private final Remembered<String, UserName> userNames;
    private final Remembered<String, Project> projects;
    private final Remembered<String, ProjectName> projectNames;
    private final Remembered<Name, Project> projectsByName;
    private final Remembered<String, Project> domains;
    private final Remembered<String, Project> domainsByName;
    private final Remembered<String, ApplicationCredential> applicationCredentials;
    private final Remembered<Holder, List<Role>> roles;
    private final Remembered<Holder, byte[]> catalogs;
    private final Remembered<Kind, List<ServiceProvider>> serviceProviders;

    private record Name(String name, String domainId) {}

    private enum Kind {
        PROJECT,
        DOMAIN,
        SYSTEM,
        NONE
    }

    private record Holder(String userId, Kind kind, String scopeId) {}

    TokenParts(TokenSources sources, Database database, Freshness freshness, Duration keep, Ticker ticker) {
        this.sources = sources;
        this.database = database;
        this.users = counted(freshness, keep, ticker);
        this.shownUsers = counted(freshness, keep, ticker);
        this.userNames = counted(freshness, keep, ticker);
        this.projects = counted(freshness, keep, ticker);
        this.projectNames = counted(freshness, keep, ticker);
        this.projectsByName = counted(freshness, keep, ticker);
        this.domains = counted(freshness, keep, ticker);
        this.domainsByName = counted(freshness, keep, ticker);
        this.applicationCredentials = counted(freshness, keep, ticker);
        this.serviceProviders = counted(freshness, keep, ticker);
        this.roles = new Remembered<>(freshness, keep, ticker, MOST_ROLES, List::size);
        this.catalogs = new Remembered<>(freshness, keep, ticker, MOST_BYTES, bytes -> bytes.length);
    }

    private static <K, V> Remembered<K, V> counted(Freshness freshness, Duration keep, Ticker ticker) {
        return new Remembered<>(freshness, keep, ticker, MOST, _ -> 1);
    }

    /** The parts as they are, with nothing remembered. */
    static TokenParts asTheyAre(TokenSources sources, Database database) {
        var ticker = Ticker.systemTicker();
        return new TokenParts(sources, database, new Freshness(Duration.ZERO, ticker), Duration.ZERO, ticker);
    }

    /** The user of an id, enabled or not. */
    public Optional<User> user(String id) {
        return known(users, id, () -> sources.users().find(id), user -> Dependencies.of(user.id(), user.domainId()));
    }

    /** A user for who looks at one. */
    public Optional<ShownUser> shownUser(String id) {
        return known(
                shownUsers,
                id,
                () -> sources.users().shown(id),
                shown -> Dependencies.of(shown.user().id(), shown.user().domainId()));
    }

    /** The names of those of the users that exist, by id. */
    public Map<String, UserName> userNames(Collection<String> ids) {
        database.nodes().requireCurrent();
        return userNames.getAll(ids, sources.users()::names, (id, user) -> Dependencies.of(id, user.domainId()));
    }

    /** The names of those of the projects and domains that exist, by id. */
    public Map<String, ProjectName> projectNames(Collection<String> ids) {
        database.nodes().requireCurrent();
        return projectNames.getAll(
                ids,
                sources.projects()::names,
                (id, project) ->
                        project.domainId() == null ? Dependencies.of(id) : Dependencies.of(id, project.domainId()));
    }

    /** The project of an id, enabled or not, which may be a domain. */
    public Optional<Project> project(String id) {
        return known(projects, id, () -> sources.projects().find(id), TokenParts::itself);
    }

    /** The project of a name in a domain, enabled or not. */
    public Optional<Project> projectByName(String name, String domainId) {
        return known(
                projectsByName,
                new Name(name, domainId),
                () -> sources.projects().findByName(name, domainId),
                TokenParts::itself);
    }

    /** The domain of an id, enabled or not. */
    public Optional<Project> domain(String id) {
        return known(domains, id, () -> sources.projects().findDomain(id), TokenParts::itself);
    }

    /** The domain of a name, enabled or not. */
    public Optional<Project> domainByName(String name) {
        return known(domainsByName, name, () -> sources.projects().findDomainByName(name), TokenParts::itself);
    }

    /** The application credential of an id, expired or not. */
    public Optional<ApplicationCredential> applicationCredential(String id) {
        return known(
                applicationCredentials,
                id,
                () -> sources.applicationCredentials().find(id),
                credential -> Dependencies.of(credential.id()));
    }

    /** What a user may do in a scope, without regard to how the user came. */
    public List<Role> roles(String userId, Scope scope) {
        if (scope instanceof Unscoped) {
            return List.of();
        }
        var holder = holder(userId, scope);
        return known(
                        roles,
                        holder,
                        () -> Optional.of(effectiveRoles(userId, scope)).filter(held -> !held.isEmpty()),
                        _ -> dependencies(holder))
                .orElse(List.of());
    }

    /** What a user sees of the catalog in a project, rendered. The bytes are not to be changed. */
    public byte[] catalog(String userId, String projectId) {
        return catalog(new Holder(userId, Kind.PROJECT, projectId));
    }

    /** What a user sees of the catalog in a scope, rendered. The bytes are not to be changed. */
    byte[] catalog(String userId, Scope scope) {
        return catalog(holder(userId, scope));
    }

    private byte[] catalog(Holder holder) {
        return known(catalogs, holder, () -> Optional.of(renderedCatalog(holder)), _ -> dependencies(holder))
                .orElseThrow();
    }

    /** The service providers that are enabled, which every token shows. */
    List<ServiceProvider> serviceProviders() {
        return known(
                        serviceProviders,
                        Kind.NONE,
                        () -> Optional.of(sources.serviceProviders().enabled()),
                        _ -> Dependencies.of())
                .orElseThrow();
    }

    // A node that has not followed the changes knows nothing for certain.
    private <K, V> Optional<V> known(
            Remembered<K, V> remembered, K key, Supplier<Optional<V>> read, Function<V, Dependencies> dependencies) {
        database.nodes().requireCurrent();
        return remembered.get(key, read, dependencies);
    }

    private List<Role> effectiveRoles(String userId, Scope scope) {
        var assignments = sources.assignments();
        return switch (scope) {
            case ProjectScope(Project project, Project _) -> assignments.effectiveRolesOnProject(userId, project.id());
            case DomainScope(Project domain) -> assignments.effectiveRolesOnDomain(userId, domain.id());
            case SystemScope() -> assignments.effectiveRolesOnSystem(userId);
            case Unscoped() -> List.of();
        };
    }

    private byte[] renderedCatalog(Holder holder) {
        @Nullable String projectId = holder.kind() == Kind.PROJECT ? holder.scopeId() : null;
        return Json.bytes(sources.catalog().forProject(holder.userId(), projectId));
    }

    private static Holder holder(String userId, Scope scope) {
        return switch (scope) {
            case ProjectScope(Project project, Project _) -> new Holder(userId, Kind.PROJECT, project.id());
            case DomainScope(Project domain) -> new Holder(userId, Kind.DOMAIN, domain.id());
            case SystemScope() -> new Holder(userId, Kind.SYSTEM, "");
            case Unscoped() -> new Holder(userId, Kind.NONE, "");
        };
    }

    private static Dependencies dependencies(Holder holder) {
        return Dependencies.of(holder.userId(), holder.scopeId());
    }

    private static Dependencies itself(Project project) {
        var domainId = project.domainId();
        return domainId == null ? Dependencies.of(project.id()) : Dependencies.of(project.id(), domainId);
    }
}
