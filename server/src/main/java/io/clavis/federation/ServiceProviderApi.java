package io.clavis.federation;

import static java.util.Objects.requireNonNull;

import io.clavis.http.Attributes;
import io.clavis.http.Call;
import io.clavis.http.Collection;
import io.clavis.http.Json;
import io.clavis.http.ListParameters;
import io.clavis.http.Operations;
import io.clavis.http.Reply;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v3/OS-FEDERATION/service_providers}. */
public final class ServiceProviderApi {
    private static final String ALL = "/v3/OS-FEDERATION/service_providers";
    private static final String ONE = ALL + "/{service_provider_id}";
    private final ServiceProviders providers;
    private final String relayStatePrefix;

    /** @param relayStatePrefix {@code [saml] relay_state_prefix}, for providers whose request does not say it */
    public ServiceProviderApi(ServiceProviders providers, String relayStatePrefix) {
        this.providers = providers;
        this.relayStatePrefix = relayStatePrefix;
    }

    /** Declares the operations. */
    public void declare(Operations api) {
        api.get(ALL, "identity:list_service_providers", this::list)
                .querying("service-provider-list")
                .named(FederationRelation.of("service_providers"));
        api.get(ONE, "identity:get_service_provider", this::show)
                .named(FederationRelation.of("service_provider", "service_provider_id"));
        api.put(ONE, "identity:create_service_provider", this::create)
                .accepting("service-provider-create")
                .answering(201);
        api.patch(ONE, "identity:update_service_provider", this::update).accepting("service-provider-update");
        api.delete(ONE, "identity:delete_service_provider", this::delete);
    }

    private Reply list(Call call) {
        call.enforce();
        var page = providers.list(ListParameters.of(call, "id", "enabled"));
        return Collection.reply(call, "service_providers", page, provider -> linked(call, provider));
    }

    private Reply show(Call call) {
        call.enforce();
        return Reply.ok(envelope(call, providers.require(call.path("service_provider_id"))));
    }

    private Reply create(Call call) {
        call.enforce();
        var id = Ids.checked(call.path("service_provider_id"));
        var provider =
                changed(new ServiceProvider(id, "", "", false, null, relayStatePrefix), call.body("service_provider"));
        providers.create(call.origin(), provider);
        return Reply.created(envelope(call, provider));
    }

    private Reply update(Call call) {
        call.enforce();
        var body = call.body("service_provider");
        var id = call.path("service_provider_id");
        return Reply.ok(envelope(call, providers.update(call.origin(), id, provider -> changed(provider, body))));
    }

    private Reply delete(Call call) {
        call.enforce();
        providers.delete(call.origin(), call.path("service_provider_id"));
        return Reply.noContent();
    }

    private static ServiceProvider changed(ServiceProvider provider, ObjectNode body) {
        var relayStatePrefix = text(body, "relay_state_prefix", provider.relayStatePrefix());
        Attributes.checkLength(relayStatePrefix, "relay_state_prefix", 256);
        return new ServiceProvider(
                provider.id(),
                text(body, "auth_url", provider.authUrl()),
                text(body, "sp_url", provider.spUrl()),
                Attributes.flag(body, "enabled", provider.enabled()),
                Attributes.text(body, "description", provider.description()),
                relayStatePrefix);
    }

    // The schema refuses null for these.
    private static String text(ObjectNode body, String name, String before) {
        return requireNonNull(Attributes.text(body, name, before));
    }

    private static ObjectNode envelope(Call call, ServiceProvider provider) {
        return Json.wrap("service_provider", linked(call, provider));
    }

    private static ObjectNode linked(Call call, ServiceProvider provider) {
        var view = Json.object()
                .put("auth_url", provider.authUrl())
                .put("id", provider.id())
                .put("enabled", provider.enabled())
                .put("description", provider.description())
                .put("relay_state_prefix", provider.relayStatePrefix())
                .put("sp_url", provider.spUrl());
        view.set("links", call.links().self(ALL, "/", provider.id()));
        return view;
    }
}
