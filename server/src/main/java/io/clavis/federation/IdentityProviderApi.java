package io.clavis.federation;

import io.clavis.db.Deletion;
import io.clavis.db.Identifier;
import io.clavis.http.Attributes;
import io.clavis.http.Call;
import io.clavis.http.Collection;
import io.clavis.http.Json;
import io.clavis.http.ListParameters;
import io.clavis.http.Operations;
import io.clavis.http.Reply;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v3/OS-FEDERATION/identity_providers}. */
public final class IdentityProviderApi {
    static final String ALL = "/v3/OS-FEDERATION/identity_providers";
    static final String ONE = ALL + "/{idp_id}";
    private final IdentityProviders providers;
    private final Deletion delete;

    /** What else goes with a provider is decided above this package. */
    public IdentityProviderApi(IdentityProviders providers, Deletion delete) {
        this.providers = providers;
        this.delete = delete;
    }

    /** Declares the operations. */
    public void declare(Operations api) {
        api.get(ALL, "identity:list_identity_providers", this::list)
                .querying("identity-provider-list")
                .named(FederationRelation.of("identity_providers"));
        api.get(ONE, "identity:get_identity_provider", this::show)
                .named(FederationRelation.of("identity_provider", "idp_id"));
        api.put(ONE, "identity:create_identity_provider", this::create)
                .accepting("identity-provider-create")
                .answering(201);
        api.patch(ONE, "identity:update_identity_provider", this::update).accepting("identity-provider-update");
        api.delete(ONE, "identity:delete_identity_provider", this::delete);
    }

    private Reply list(Call call) {
        call.enforce();
        var page = providers.list(ListParameters.of(call, "id", "enabled"));
        return Collection.reply(call, "identity_providers", page, provider -> listed(call, provider));
    }

    private Reply show(Call call) {
        call.enforce();
        return Reply.ok(envelope(call, providers.require(call.path("idp_id"))));
    }

    private Reply create(Call call) {
        call.enforce();
        var body = call.body().has("identity_provider") ? call.body("identity_provider") : Json.object();
        var domainId = Attributes.text(body, "domain_id", null);
        var provider = changed(
                new IdentityProvider(
                        Ids.checked(call.path("idp_id")),
                        domainId == null ? Identifier.random() : domainId,
                        false,
                        null,
                        List.of(),
                        null),
                body);
        if (domainId == null) {
            providers.createWithDomain(call.origin(), provider);
        } else {
            providers.create(call.origin(), provider);
        }
        return Reply.created(envelope(call, provider));
    }

    private Reply update(Call call) {
        call.enforce();
        var body = call.body("identity_provider");
        var changed = providers.update(call.origin(), call.path("idp_id"), provider -> changed(provider, body));
        return Reply.ok(envelope(call, changed));
    }

    private Reply delete(Call call) {
        call.enforce();
        delete.delete(call.origin(), call.path("idp_id"));
        return Reply.noContent();
    }

    private static IdentityProvider changed(IdentityProvider provider, ObjectNode body) {
        return new IdentityProvider(
                provider.id(),
                provider.domainId(),
                Attributes.flag(body, "enabled", provider.enabled()),
                Attributes.text(body, "description", provider.description()),
                body.has("remote_ids") ? remoteIds(body) : provider.remoteIds(),
                authorizationTtl(body, provider.authorizationTtl()));
    }

    private static List<String> remoteIds(ObjectNode body) {
        return body.path("remote_ids").valueStream().map(id -> id.asString("")).toList();
    }

    private static @Nullable Integer authorizationTtl(ObjectNode body, @Nullable Integer before) {
        var value = body.get("authorization_ttl");
        if (value == null) {
            return before;
        }
        return value.isNull() ? null : Integer.valueOf(value.asInt());
    }

    private static ObjectNode envelope(Call call, IdentityProvider provider) {
        return Json.wrap("identity_provider", linked(call, provider));
    }

    // Only a list links to the protocols.
    private static ObjectNode listed(Call call, IdentityProvider provider) {
        var view = linked(call, provider);
        view.withObject("links").put("protocols", call.links().to(ALL, "/", provider.id(), "/protocols"));
        return view;
    }

    private static ObjectNode linked(Call call, IdentityProvider provider) {
        var view = Json.object()
                .put("id", provider.id())
                .put("domain_id", provider.domainId())
                .put("enabled", provider.enabled())
                .put("description", provider.description());
        view.set("remote_ids", Json.strings(provider.remoteIds()));
        view.put("authorization_ttl", provider.authorizationTtl());
        view.set("links", call.links().self(ALL, "/", provider.id()));
        return view;
    }
}
