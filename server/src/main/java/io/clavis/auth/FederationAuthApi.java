package io.clavis.auth;

import io.clavis.federation.FederationRelation;
import io.clavis.federation.IdentityProvider;
import io.clavis.federation.IdentityProviders;
import io.clavis.federation.Protocols;
import io.clavis.http.Access;
import io.clavis.http.Call;
import io.clavis.http.Json;
import io.clavis.http.NotFound;
import io.clavis.http.Operations;
import io.clavis.http.Reply;
import io.clavis.http.Unauthorized;
import io.clavis.token.Tokens;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What a browser or client is led to by way of an identity provider: a token as such, or in a page for a dashboard. */
public final class FederationAuthApi {
    private static final String AUTH = "/v3/OS-FEDERATION/identity_providers/{idp_id}/protocols/{protocol_id}/auth";
    private static final String WEBSSO = "/v3/auth/OS-FEDERATION/websso/{protocol_id}";
    private static final String WEBSSO_OF_PROVIDER =
            "/v3/auth/OS-FEDERATION/identity_providers/{idp_id}/protocols/{protocol_id}/websso";
    private final Authenticator authenticator;
    private final Tokens tokens;
    private final FederatedLogin login;
    private final IdentityProviders providers;
    private final Protocols protocols;
    private final WebSso webSso;

    public FederationAuthApi(
            Authenticator authenticator,
            Tokens tokens,
            FederatedLogin login,
            IdentityProviders providers,
            Protocols protocols,
            WebSso webSso) {
        this.authenticator = authenticator;
        this.tokens = tokens;
        this.login = login;
        this.providers = providers;
        this.protocols = protocols;
        this.webSso = webSso;
    }

    public void declare(Operations api) {
        api.get(AUTH, Access.OPEN, this::authenticate)
                .answering(201)
                .named(FederationRelation.of("identity_provider_protocol_auth", "idp_id", "protocol_id"));
        api.post(AUTH, Access.OPEN, this::authenticate);
        api.get(WEBSSO, Access.OPEN, this::signOn).named(FederationRelation.of("websso", "protocol_id"));
        api.post(WEBSSO, Access.OPEN, this::signOn).answering(200);
        api.get(WEBSSO_OF_PROVIDER, Access.OPEN, this::signOnAtProvider)
                .named(FederationRelation.of("identity_providers_websso", "idp_id", "protocol_id"));
        api.post(WEBSSO_OF_PROVIDER, Access.OPEN, this::signOnAtProvider).answering(200);
    }

    private Reply authenticate(Call call) {
        var issued = issue(call, call.path("idp_id"));
        return Reply.json(201, tokens.body(issued, true)).with("X-Subject-Token", issued.text());
    }

    private Reply signOnAtProvider(Call call) {
        var dashboard = webSso.dashboard(call.query("origin"));
        return page(dashboard, issue(call, call.path("idp_id")));
    }

    private Reply signOn(Call call) {
        var remoteId = remoteId(login.assertion(call), call.path("protocol_id"));
        var dashboard = webSso.dashboard(call.query("origin"));
        var provider = providers
                .findByRemoteId(remoteId)
                .map(IdentityProvider::id)
                .orElseThrow(() -> NotFound.of("Identity Provider", remoteId));
        return page(dashboard, issue(call, provider));
    }

    // Nobody says which provider it is, so every way in which one may say it is tried.
    private String remoteId(Assertion assertion, String protocolId) {
        return protocols.withId(protocolId).stream()
                .map(login::remoteIdVariable)
                .flatMap(Optional::stream)
                .distinct()
                .map(assertion::variable)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new Unauthorized("Missing entity ID from environment"));
    }

    private Tokens.Issued issue(Call call, String idpId) {
        return authenticator.authenticate(call, request(idpId, call.path("protocol_id")));
    }

    // The protocol's name is that of the method.
    private static ObjectNode request(String idpId, String protocolId) {
        var auth = Json.object();
        var identity = auth.putObject("identity");
        identity.putArray("methods").add(protocolId);
        identity.putObject(protocolId).put("identity_provider", idpId).put("protocol", protocolId);
        return auth;
    }

    private Reply page(String dashboard, Tokens.Issued issued) {
        return Reply.text(200, "text/html", webSso.page(dashboard, issued.text()))
                .with("Cache-Control", "no-store");
    }
}
