package io.clavis.identity;

import io.clavis.http.Json;
import io.clavis.http.Links;
import io.clavis.http.PlainJson;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Groups as the API shows them, and as policy rules see them. */
public final class GroupView {
    private GroupView() {}

    /** {@code target.group.*} for policy rules. */
    public static Map<String, ?> target(Group group) {
        return Map.of("group", PlainJson.map(plain(group)));
    }

    /** A group with its link, without an envelope. */
    public static ObjectNode group(Group group, Links links) {
        return linked(plain(group), group, links);
    }

    /** A group of a user's, which tells how long the user is in it. */
    static ObjectNode membership(Membership membership, Links links) {
        var view = UserView.putTime(plain(membership.group()), "membership_expires_at", membership.expiresAt());
        return linked(view, membership.group(), links);
    }

    /** The envelope of one group. */
    static ObjectNode envelope(ObjectNode group) {
        return Json.wrap("group", group);
    }

    private static ObjectNode plain(Group group) {
        return group.extra()
                .deepCopy()
                .put("id", group.id())
                .put("name", group.name())
                .put("domain_id", group.domainId())
                .put("description", group.description());
    }

    private static ObjectNode linked(ObjectNode view, Group group, Links links) {
        view.set("links", links.self("/v3/groups/", group.id()));
        return view;
    }
}
