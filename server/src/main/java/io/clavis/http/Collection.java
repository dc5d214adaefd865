package io.clavis.http;

import io.clavis.db.Page;
import java.util.ArrayList;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** The envelope of every list: the items, their links, and whether more was there than is shown. */
public final class Collection {
    private Collection() {}

    /** A whole collection, in one page. */
    public static Reply reply(Call call, String name, Iterable<ObjectNode> items) {
        var body = Json.object();
        var array = body.putArray(name);
        items.forEach(array::add);
        body.set("links", call.links().collection());
        return Reply.ok(body);
    }

    /**
     * One page of a collection. {@code truncated} is there only where a limit left rows out, and with it the link to the
     * next page.
     */
    public static <T> Reply reply(Call call, String name, Page<T> page, Function<T, ObjectNode> view) {
        var items = new ArrayList<ObjectNode>(page.items().size());
        page.items().forEach(item -> items.add(view.apply(item)));
        var body = Json.object();
        body.putArray(name).addAll(items);
        body.set(
                "links",
                page.cut()
                        .filter(limit -> !items.isEmpty())
                        .map(limit -> call.links()
                                .collection(items.getLast().get("id").asString(), limit))
                        .orElseGet(call.links()::collection));
        if (page.truncated()) {
            body.put("truncated", true);
        }
        return Reply.ok(body);
    }
}
