package io.clavis.credential;

import io.clavis.db.Identifier;
import io.clavis.http.Call;
import io.clavis.http.Collection;
import io.clavis.http.Json;
import io.clavis.http.NotFound;
import io.clavis.http.Operations;
import io.clavis.http.PlainJson;
import io.clavis.http.Relation;
import io.clavis.http.Reply;
import io.clavis.http.Unauthorized;
import io.clavis.identity.Users;
import io.clavis.resource.Projects;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v3/users/{user_id}/credentials/OS-EC2}: credentials of type {@code ec2} by their access keys. */
public final class Ec2CredentialApi {
    private static final String KEYS = "/v3/users/{user_id}/credentials/OS-EC2";
    private static final String KEY = KEYS + "/{credential_id}";
    private final Credentials credentials;
    private final Users users;
    private final Projects projects;

    public Ec2CredentialApi(Credentials credentials, Users users, Projects projects) {
        this.credentials = credentials;
        this.users = users;
        this.projects = projects;
    }

    /** Declares the operations. */
    public void declare(Operations api) {
        api.get(KEYS, "identity:ec2_list_credentials", this::list)
                .named(Relation.extension("OS-EC2", "1.0", "user_credentials"));
        api.post(KEYS, "identity:ec2_create_credential", this::create);
        api.get(KEY, "identity:ec2_get_credential", this::show)
                .named(Relation.extension("OS-EC2", "1.0", "user_credential"));
        api.delete(KEY, "identity:ec2_delete_credential", this::delete);
    }

    private Reply list(Call call) {
        call.enforce();
        DelegationGuard.demandOwnToken(call);
        var userId = existingUser(call);
        var keys = credentials.ofUser(userId, Credential.EC2).stream()
                .map(credential -> view(call, credential))
                .toList();
        return Collection.reply(call, "credentials", keys);
    }

    private Reply create(Call call) {
        call.enforce(Map.of("credential", Map.of("user_id", call.path("user_id"))));
        var userId = existingUser(call);
        var projectId = existingProject(call);
        DelegationGuard.demandOwnToken(call);
        var blob = Ec2Blob.of(Identifier.random(), Identifier.random());
        var credential = new Credential(
                blob.id(),
                userId,
                projectId,
                Credential.EC2,
                Json.object(),
                credentials.seal(Credential.EC2, blob.text()));
        credentials.createForExisting(call.origin(), credential);
        return Reply.created(Json.wrap("credential", view(call, credential)));
    }

    private Reply show(Call call) {
        return Reply.ok(Json.wrap("credential", view(call, enforced(call))));
    }

    private Reply delete(Call call) {
        credentials.delete(call.origin(), enforced(call).id());
        return Reply.noContent();
    }

    // Upstream looks the key up first: anyone with a token learns whether it exists. The user of the path must exist
    // but
    // need not be the owner, whom alone policy is asked about.
    private Credential enforced(Call call) {
        var id = Ec2Blob.id(call.known().path("credential_id"));
        var credential = credentials.find(id).orElseThrow(() -> NotFound.of("credential", id));
        call.enforce(Map.of("credential", PlainJson.map(credential.facts())));
        existingUser(call);
        if (!credential.type().equals(Credential.EC2)) {
            throw new Unauthorized("EC2 access key not found.");
        }
        DelegationGuard.demandOwnToken(call);
        return credential;
    }

    private String existingUser(Call call) {
        var id = call.path("user_id");
        return users.find(id).orElseThrow(() -> NotFound.of("user", id)).id();
    }

    private String existingProject(Call call) {
        var tenant =
                call.hasBody() ? call.body().path("tenant_id") : Json.object().path("tenant_id");
        var id = tenant.isNull() || tenant.isMissingNode() ? "None" : tenant.asString(tenant.toString());
        return projects.find(id).orElseThrow(() -> NotFound.of("project", id)).id();
    }

    private ObjectNode view(Call call, Credential credential) {
        var blob = Ec2Blob.stored(credentials.blob(credential));
        var view = Json.object().put("user_id", credential.userId()).put("tenant_id", credential.projectId());
        for (var member : new String[] {"access", "secret", "trust_id"}) {
            view.set(member, blob.get(member));
        }
        var access = blob.get("access").asString("");
        view.set("links", call.links().self("/v3/users/", credential.userId(), "/credentials/OS-EC2/", access));
        return view;
    }
}
