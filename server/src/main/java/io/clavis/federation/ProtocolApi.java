package io.clavis.federation;

import static java.util.Objects.requireNonNull;

import io.clavis.http.Attributes;
import io.clavis.http.Call;
import io.clavis.http.Collection;
import io.clavis.http.Json;
import io.clavis.http.Operations;
import io.clavis.http.Reply;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v3/OS-FEDERATION/identity_providers/{idp_id}/protocols}. */
public final class ProtocolApi {
    private static final String ALL = IdentityProviderApi.ONE + "/protocols";
    private static final String ONE = ALL + "/{protocol_id}";
    private final Protocols protocols;
    private final ProtocolDeletion delete;

    /** What else goes with a protocol is decided above this package. */
    public ProtocolApi(Protocols protocols, ProtocolDeletion delete) {
        this.protocols = protocols;
        this.delete = delete;
    }

    /** Declares the operations. */
    public void declare(Operations api) {
        api.get(ALL, "identity:list_protocols", this::list)
                .named(FederationRelation.of("identity_provider_protocols", "idp_id"));
        api.get(ONE, "identity:get_protocol", this::show)
                .named(FederationRelation.of("identity_provider_protocol", "idp_id", "protocol_id"));
        api.put(ONE, "identity:create_protocol", this::create)
                .accepting("protocol-create")
                .answering(201);
        api.patch(ONE, "identity:update_protocol", this::update).accepting("protocol-update");
        api.delete(ONE, "identity:delete_protocol", this::delete);
    }

    private Reply list(Call call) {
        call.enforce();
        var found = protocols.ofIdentityProvider(call.path("idp_id"));
        return Collection.reply(
                call,
                "protocols",
                found.stream().map(protocol -> listed(call, protocol)).toList());
    }

    private Reply show(Call call) {
        call.enforce();
        return Reply.ok(envelope(call, protocols.require(call.path("idp_id"), call.path("protocol_id"))));
    }

    private Reply create(Call call) {
        call.enforce();
        var body = call.body("protocol");
        var protocol = changed(
                new Protocol(Ids.checked(call.path("protocol_id")), call.path("idp_id"), mappingId(body), null), body);
        protocols.create(call.origin(), protocol);
        return Reply.created(envelope(call, protocol));
    }

    private Reply update(Call call) {
        call.enforce();
        var body = call.body("protocol");
        var changed = protocols.update(
                call.origin(),
                call.path("idp_id"),
                call.path("protocol_id"),
                mappingId(body),
                protocol -> changed(protocol, body));
        return Reply.ok(envelope(call, changed));
    }

    private Reply delete(Call call) {
        call.enforce();
        delete.delete(call.origin(), call.path("idp_id"), call.path("protocol_id"));
        return Reply.noContent();
    }

    private static String mappingId(ObjectNode body) {
        return requireNonNull(Attributes.text(body, "mapping_id", null));
    }

    private static Protocol changed(Protocol protocol, ObjectNode body) {
        return new Protocol(
                protocol.id(),
                protocol.idpId(),
                mappingId(body),
                Attributes.text(body, "remote_id_attribute", protocol.remoteIdAttribute()));
    }

    private static ObjectNode envelope(Call call, Protocol protocol) {
        var view = Json.object().put("id", protocol.id()).put("mapping_id", protocol.mappingId());
        view.set("links", links(call, protocol));
        return Json.wrap("protocol", view);
    }

    // Only a list shows the provider and the attribute.
    private static ObjectNode listed(Call call, Protocol protocol) {
        var view = Json.object()
                .put("id", protocol.id())
                .put("idp_id", protocol.idpId())
                .put("mapping_id", protocol.mappingId())
                .put("remote_id_attribute", protocol.remoteIdAttribute());
        view.set("links", links(call, protocol));
        return view;
    }

    // Neither link leads anywhere; they are upstream's.
    private static ObjectNode links(Call call, Protocol protocol) {
        return call.links()
                .self("/v3/protocols/", protocol.id())
                .put("identity_provider", call.links().to("/v3/", protocol.idpId()));
    }
}
