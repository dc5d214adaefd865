package io.clavis.credential;

import io.clavis.db.Identifier;
import io.clavis.db.Page;
import io.clavis.http.Attributes;
import io.clavis.http.Call;
import io.clavis.http.Collection;
import io.clavis.http.Delegation;
import io.clavis.http.Json;
import io.clavis.http.ListParameters;
import io.clavis.http.NotFound;
import io.clavis.http.Operations;
import io.clavis.http.PlainJson;
import io.clavis.http.Reply;
import io.clavis.identity.FreshPasscode;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v3/credentials}. */
public final class CredentialApi {
    private static final String GET = "identity:get_credential";
    private final Credentials credentials;
    private final DelegationGuard guard;
    private final FreshPasscode freshPasscode;

    /** @param freshPasscode what an enrolment for one-time passcodes may ask for */
    public CredentialApi(Credentials credentials, CredentialSettings settings, FreshPasscode freshPasscode) {
        this.credentials = credentials;
        this.guard = new DelegationGuard(settings.adminMayReachEc2());
        this.freshPasscode = freshPasscode;
    }

    /** Declares the operations. */
    public void declare(Operations api) {
        api.get("/v3/credentials", "identity:list_credentials", this::list)
                .querying("credential-list")
                .named("credentials");
        api.post("/v3/credentials", "identity:create_credential", this::create).accepting("credential-create");
        api.get("/v3/credentials/{credential_id}", GET, this::show).named("credential");
        api.patch("/v3/credentials/{credential_id}", "identity:update_credential", this::update)
                .accepting("credential-update");
        api.delete("/v3/credentials/{credential_id}", "identity:delete_credential", this::delete);
    }

    // What a caller may not see is left out of the list, after the page was cut.
    private Reply list(Call call) {
        var caller = call.caller();
        var owner = caller.isSystemScoped() ? Optional.<String>empty() : caller.userId();
        call.enforce(owner.<Map<String, ?>>map(id -> Map.of("credential", Map.of("user_id", id)))
                .orElse(Map.of()));
        var page = credentials.list(ListParameters.of(call, "user_id", "type"));
        var seen = page.items().stream()
                .filter(credential -> call.allows(GET, target(credential)) && guard.admits(call, credential.type()))
                .toList();
        return Collection.reply(
                call, "credentials", new Page<>(seen, page.cut()), credential -> view(call, credential));
    }

    private Reply create(Call call) {
        var body = call.body("credential");
        call.enforce(Map.of("credential", PlainJson.map(body)));
        var type = body.path("type").asString();
        guard.demand(call, type);
        demandFreshPasscode(call, type);
        var credential = drafted(call, body);
        credentials.create(call.origin(), credential);
        return Reply.created(envelope(call, credential, credentials.blob(credential)));
    }

    private Credential drafted(Call call, ObjectNode body) {
        var blob = body.path("blob").asString();
        if (!body.path("type").asString().equalsIgnoreCase(Credential.EC2)) {
            return drafted(Identifier.random(), body, blob);
        }
        var ec2 = Ec2Blob.parse(blob);
        var bound = Delegation.of(call.caller())
                .map(delegation -> ec2.within(delegation).text())
                .orElse(blob);
        return drafted(ec2.id(), body, bound);
    }

    private Credential drafted(String id, ObjectNode body, String blob) {
        var type = body.path("type").asString();
        return new Credential(
                id,
                body.path("user_id").asString(),
                Attributes.text(body, "project_id", null),
                type,
                extra(body),
                credentials.seal(type, blob));
    }

    private Reply show(Call call) {
        return Reply.ok(Json.wrap("credential", view(call, enforced(call))));
    }

    private Reply update(Call call) {
        var before = enforced(call);
        demandFreshPasscode(call, before.type());
        var blob = call.body("credential").path("blob").asString();
        if (before.is(Credential.EC2)) {
            Ec2Blob.stored(credentials.blob(before)).refuseNewScope(Ec2Blob.parse(blob));
        }
        var changed = before.with(credentials.seal(before.type(), blob));
        credentials.update(call.origin(), changed);
        return Reply.ok(envelope(call, changed, blob));
    }

    private Reply delete(Call call) {
        var credential = enforced(call);
        demandFreshPasscode(call, credential.type());
        credentials.delete(call.origin(), credential.id());
        return Reply.noContent();
    }

    /** The credential of the path, once the caller may: who may not learns nothing of whether there is one. */
    private Credential enforced(Call call) {
        var id = call.path("credential_id");
        var found = credentials.find(id);
        call.enforce(found.map(CredentialApi::target).orElse(Map.of()));
        var credential = found.orElseThrow(() -> NotFound.of("credential", id));
        guard.demand(call, credential.type());
        return credential;
    }

    private void demandFreshPasscode(Call call, String type) {
        if (type.equalsIgnoreCase(Credential.TOTP)) {
            call.caller().userId().ifPresent(actor -> freshPasscode.demand(call, actor));
        }
    }

    private static Map<String, ?> target(Credential credential) {
        return Map.of("credential", PlainJson.map(credential.facts()));
    }

    // Names of attributes come in upstream's spelling. Unlike upstream, another spelling of what policy was asked about
    // does not count: {"user_id": mine, "user-id": yours} would make a credential of yours.
    private static ObjectNode extra(ObjectNode body) {
        var attributes = Json.object();
        body.properties()
                .forEach(attribute ->
                        attributes.set(attribute.getKey().replace(':', '_').replace('-', '_'), attribute.getValue()));
        return Attributes.extra(
                Json.object(), attributes, "id", "user_id", "project_id", "type", "blob", "encrypted_blob", "key_hash");
    }

    // The seed of one-time passcodes is told once, when it is set, and never again.
    private ObjectNode view(Call call, Credential credential) {
        var view = credential.facts();
        if (!credential.is(Credential.TOTP)) {
            view.put("blob", credentials.blob(credential));
        }
        return linked(call, credential, view);
    }

    private static ObjectNode envelope(Call call, Credential credential, String blob) {
        var view = credential.facts().put("blob", blob);
        return Json.wrap("credential", linked(call, credential, view));
    }

    private static ObjectNode linked(Call call, Credential credential, ObjectNode view) {
        view.set("links", call.links().self("/v3/credentials/", credential.id()));
        return view;
    }
}
