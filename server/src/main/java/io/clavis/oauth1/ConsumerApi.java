package io.clavis.oauth1;

import io.clavis.db.Deletion;
import io.clavis.db.Identifier;
import io.clavis.http.Attributes;
import io.clavis.http.Call;
import io.clavis.http.Collection;
import io.clavis.http.Json;
import io.clavis.http.Operations;
import io.clavis.http.Relation;
import io.clavis.http.Reply;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v3/OS-OAUTH1/consumers}. */
public final class ConsumerApi {
    private static final String ALL = "/v3/OS-OAUTH1/consumers";
    private static final String ONE = ALL + "/{consumer_id}";
    private final Consumers consumers;
    private final Deletion delete;

    /** What else goes with a consumer is decided above this package. */
    public ConsumerApi(Consumers consumers, Deletion delete) {
        this.consumers = consumers;
        this.delete = delete;
    }

    /** Declares the operations. */
    public void declare(Operations api) {
        api.get(ALL, "identity:list_consumers", this::list).named(Relation.extension("OS-OAUTH1", "1.0", "consumers"));
        api.post(ALL, "identity:create_consumer", this::create).acceptingOnceAllowed("consumer-create");
        api.get(ONE, "identity:get_consumer", this::show)
                .named(new Relation(
                        Oauth1Api.EXTENSION + "rel/consumer",
                        Map.of("consumer_id", Oauth1Api.EXTENSION + "param/consumer_id")));
        api.patch(ONE, "identity:update_consumer", this::update).acceptingOnceAllowed("consumer-update");
        api.delete(ONE, "identity:delete_consumer", this::delete);
    }

    private Reply list(Call call) {
        call.enforce();
        return Collection.reply(
                call,
                "consumers",
                consumers.all().stream().map(consumer -> view(call, consumer)).toList());
    }

    private Reply show(Call call) {
        call.enforce();
        return Reply.ok(Json.wrap("consumer", view(call, consumers.get(call.path("consumer_id")))));
    }

    // The only answer that ever holds the secret.
    private Reply create(Call call) {
        call.enforce();
        var body = call.body().has("consumer") ? call.body("consumer") : Json.object();
        var consumer = changed(new Consumer(Identifier.random(), null, Json.object()), body);
        var secret = Identifier.random();
        consumers.create(call.origin(), consumer, secret);
        var view = view(call, consumer);
        var links = view.remove("links");
        view.put("secret", secret).set("links", links);
        return Reply.created(Json.wrap("consumer", view));
    }

    private Reply update(Call call) {
        call.enforce();
        var id = call.path("consumer_id");
        var body = call.body("consumer");
        Attributes.refuseNewId(body, id);
        var changed = consumers.update(call.origin(), id, consumer -> changed(consumer, body));
        return Reply.ok(Json.wrap("consumer", view(call, changed)));
    }

    private Reply delete(Call call) {
        call.enforce();
        delete.delete(call.origin(), call.path("consumer_id"));
        return Reply.noContent();
    }

    private static Consumer changed(Consumer consumer, ObjectNode body) {
        var description = Attributes.text(body, "description", consumer.description());
        Attributes.checkLength(description, "description", 64);
        return new Consumer(
                consumer.id(),
                description,
                Attributes.extra(consumer.extra(), normalized(body), "id", "description", "secret"));
    }

    // Upstream keeps unknown attributes under names without dashes and colons.
    private static ObjectNode normalized(ObjectNode body) {
        var normalized = Json.object();
        body.properties()
                .forEach(attribute ->
                        normalized.set(attribute.getKey().replace(':', '_').replace('-', '_'), attribute.getValue()));
        return normalized;
    }

    private static ObjectNode view(Call call, Consumer consumer) {
        var view = consumer.extra().deepCopy();
        view.put("id", consumer.id()).put("description", consumer.description());
        view.set("links", call.links().self(ALL + "/", consumer.id()));
        return view;
    }
}
