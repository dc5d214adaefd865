package io.clavis.federation;

import io.clavis.db.Database;
import io.clavis.db.DuplicateEntry;
import io.clavis.db.Entity;
import io.clavis.db.ListLimits;
import io.clavis.db.ListQuery;
import io.clavis.db.Operation;
import io.clavis.db.Origin;
import io.clavis.db.Page;
import io.clavis.db.Transaction;
import io.clavis.http.Conflict;
import io.clavis.http.NotFound;
import io.clavis.resource.Project;
import io.clavis.resource.Projects;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The rules of identity providers: each lives in a domain, and no two share a remote id. Thread-safe. */
public final class IdentityProviders {
    private final Database database;
    private final Projects projects;
    private final ListLimits limits;

    /** @param limits how much a list shows */
    public IdentityProviders(Database database, Projects projects, ListLimits limits) {
        this.database = database;
        this.projects = projects;
        this.limits = limits;
    }

    /** A page, by id. Two statements. */
    public Page<IdentityProvider> list(ListQuery query) {
        var window = limits.capped(query);
        return window.page(database.read(sql -> IdentityProviderStore.list(sql, query, window)));
    }

    /** The provider of that id. */
    public Optional<IdentityProvider> find(String id) {
        return database.read(sql -> IdentityProviderStore.find(sql, id));
    }

    /** The provider that calls itself so in assertions. */
    public Optional<IdentityProvider> findByRemoteId(String remoteId) {
        return database.read(sql -> IdentityProviderStore.findIdByRemoteId(sql, remoteId)
                .flatMap(id -> IdentityProviderStore.find(sql, id)));
    }

    /** The provider of that id; 404 where there is none. */
    public IdentityProvider require(String id) {
        return find(id).orElseThrow(() -> notFound(id));
    }

    /** Creates a provider in a domain that exists; 404 for an unknown domain, 409 for an id or remote id that is taken. */
    public void create(Origin origin, IdentityProvider provider) {
        if (projects.findDomain(provider.domainId()).isEmpty()) {
            throw NotFound.of("domain", provider.domainId());
        }
        create(origin, provider, false);
    }

    /** Creates a provider and the domain of its users. */
    public void createWithDomain(Origin origin, IdentityProvider provider) {
        create(origin, provider, true);
    }

    private void create(Origin origin, IdentityProvider provider, boolean withDomain) {
        try {
            database.write(origin, tx -> {
                if (IdentityProviderStore.exists(tx.sql(), provider.id())) {
                    throw duplicate(provider);
                }
                checkRemoteIds(tx, provider);
                if (withDomain) {
                    projects.create(tx, domainOf(provider));
                }
                IdentityProviderStore.insert(tx.sql(), provider);
                tx.changed(Entity.IDENTITY_PROVIDER, provider.id(), Operation.CREATED, provider.domainId());
                return provider;
            });
        } catch (DuplicateEntry taken) {
            throw duplicate(provider);
        }
    }

    /** Changes a provider; 404 for an unknown one, 409 for a remote id that is taken. */
    public IdentityProvider update(Origin origin, String id, UnaryOperator<IdentityProvider> change) {
        try {
            return database.write(origin, tx -> {
                var before = IdentityProviderStore.find(tx.sql(), id).orElseThrow(() -> notFound(id));
                var after = change.apply(before);
                checkRemoteIds(tx, after);
                IdentityProviderStore.update(tx.sql(), after);
                tx.changed(Entity.IDENTITY_PROVIDER, id, Operation.UPDATED, after.domainId());
                return after;
            });
        } catch (DuplicateEntry taken) {
            throw Conflict.storing("identity_provider", "Duplicate remote ID");
        }
    }

    /** Deletes a provider and its protocols; 404 for an unknown one. */
    public void delete(Transaction tx, String id) {
        var provider = IdentityProviderStore.find(tx.sql(), id).orElseThrow(() -> notFound(id));
        Protocols.deleteForIdentityProvider(tx, id);
        IdentityProviderStore.delete(tx.sql(), id);
        tx.changed(Entity.IDENTITY_PROVIDER, id, Operation.DELETED, provider.domainId());
    }

    /** The ids of a domain's providers. */
    public List<String> idsOfDomain(Transaction tx, String domainId) {
        return IdentityProviderStore.idsOfDomain(tx.sql(), domainId);
    }

    static NotFound notFound(String id) {
        return NotFound.of("Identity Provider", id);
    }

    private static void checkRemoteIds(Transaction tx, IdentityProvider provider) {
        if (provider.remoteIds().isEmpty()) {
            return;
        }
        IdentityProviderStore.takenRemoteIds(tx.sql(), provider).stream()
                .findFirst()
                .ifPresent(remoteId -> {
                    throw Conflict.storing("identity_provider", "Duplicate remote ID: " + remoteId);
                });
    }

    private static Conflict duplicate(IdentityProvider provider) {
        return Conflict.storing("identity_provider", "Duplicate entry: " + provider.id());
    }

    private static Project domainOf(IdentityProvider provider) {
        return Project.domain(provider.domainId(), provider.domainId())
                .describedAs("Auto generated federated domain for Identity Provider: " + provider.id());
    }
}
