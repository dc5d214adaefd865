package io.clavis.http;

import io.clavis.db.Page;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** The envelope of every list: the items, their links, and whether more was there than is shown. */
public final class Collection {
    private Collection() {}

    /** A whole collection, in one page. */
    public static Reply reply(Call call, String name, Iterable<ObjectNode> items) {
        return Reply.json(
                200, Json.list(name, items, Json.wrap("links", call.links().collection())));
    }

    /**
     * One page of a collection. {@code truncated} is there only where a limit left rows out, and with it the link to the
     * next page.
     */
    public static <T> Reply reply(Call call, String name, Page<T> page, Function<T, ObjectNode> view) {
        var items = page.items();
        var rest = Json.wrap(
                "links",
                page.cut()
                        .filter(limit -> !items.isEmpty())
                        .map(limit -> call.links()
                                .collection(
                                        view.apply(items.getLast()).get("id").asString(), limit))
                        .orElseGet(call.links()::collection));
        if (page.truncated()) {
            rest.put("truncated", true);
        }
        return Reply.json(200, Json.list(name, () -> items.stream().map(view).iterator(), rest));
    }
}
