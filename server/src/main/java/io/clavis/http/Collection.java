package io.clavis.http;

import io.clavis.db.Page;
import java.util.List;
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
        return page(
                call,
                name,
                page,
                item -> view.apply(item).get("id").asString(),
                (item, out) -> out.writeTree(view.apply(item)));
    }

    /** The same of a list that can be long. */
    public static <T> Reply page(Call call, String name, Page<T> page, Function<T, String> id, Rendering<T> rendering) {
        var items = page.items();
        var rest = Json.wrap(
                "links",
                page.cut()
                        .filter(limit -> !items.isEmpty())
                        .map(limit -> call.links().collection(id.apply(items.getLast()), limit))
                        .orElseGet(call.links()::collection));
        if (page.truncated()) {
            rest.put("truncated", true);
        }
        return Reply.json(200, Json.list(name, rendering, items, rest));
    }

    /** A whole collection that can be long, in one page. */
    public static <T> Reply whole(Call call, String name, List<T> items, Rendering<T> rendering) {
        return Reply.json(
                200,
                Json.list(
                        name, rendering, items, Json.wrap("links", call.links().collection())));
    }
}
