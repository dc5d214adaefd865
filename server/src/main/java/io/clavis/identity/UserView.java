package io.clavis.identity;

import io.clavis.db.Columns;
import io.clavis.http.Json;
import io.clavis.http.Links;
import io.clavis.http.PlainJson;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Users as the API shows them, and as policy rules see them. */
public final class UserView {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    // Upstream keeps these where a client sent them, and never shows them.
    private static final List<String> HIDDEN = List.of("password", "tenants", "groups", "domains");

    // Where an unknown attribute of old has such a name, what we know goes in its place.
    private static final List<String> SHOWN = List.of(
            "id", "name", "domain_id", "enabled", "default_project_id", "password_expires_at", "options", "links");

    private UserView() {}

    /** {@code target.user.*} for policy rules. */
    public static Map<String, ?> target(User user) {
        return Map.of("user", PlainJson.map(plain(user)));
    }

    /** A user with its link, without an envelope. */
    public static ObjectNode user(User user, Links links) {
        return finished(plain(user), user, MissingNode.getInstance(), links);
    }

    /** The same of a user in a list. */
    static void write(ListedUser user, Links links, JsonGenerator out) {
        var extra = Columns.extra(user.extra());
        if (SHOWN.stream().anyMatch(extra::has)) {
            out.writeTree(user(user.user(), links));
            return;
        }
        out.writeStartObject();
        extra.properties().forEach(member -> {
            if (!HIDDEN.contains(member.getKey())) {
                out.writeName(member.getKey());
                Json.write(member.getValue(), out);
            }
        });
        out.writeStringProperty("id", user.id());
        out.writeStringProperty("name", user.name());
        out.writeStringProperty("domain_id", user.domainId());
        out.writeBooleanProperty("enabled", user.enabled());
        if (user.defaultProjectId() != null) {
            out.writeStringProperty("default_project_id", user.defaultProjectId());
        }
        out.writeName("password_expires_at");
        writeTime(user.passwordExpiresAt(), out);
        out.writeName("options");
        user.options().write(out);
        out.writeName("links");
        links.writeSelf("/v3/users/" + user.id(), out);
        out.writeEndObject();
    }

    private static void writeTime(@Nullable Instant time, JsonGenerator out) {
        if (time == null) {
            out.writeNull();
            return;
        }
        out.writeString(TIME.format(time));
    }

    /** The same with the identity providers that the user is linked to, if any. */
    static ObjectNode user(User user, JsonNode federated, Links links) {
        return finished(plain(user), user, federated, links);
    }

    /** The answer to a change shows the unknown attributes twice, as upstream does to stay compatible. */
    static ObjectNode changed(User user, JsonNode federated, Links links) {
        var view = plain(user);
        view.set("extra", user.extra().deepCopy().remove(List.of("password", "tenants")));
        return finished(view, user, federated, links);
    }

    /** A time in UTC with microseconds and without a zone; JSON's null for none. */
    static ObjectNode putTime(ObjectNode json, String name, @Nullable Instant time) {
        return json.put(name, time == null ? null : TIME.format(time));
    }

    private static ObjectNode plain(User user) {
        var view = user.extra()
                .deepCopy()
                .remove(HIDDEN)
                .put("id", user.id())
                .put("name", user.name())
                .put("domain_id", user.domainId())
                .put("enabled", user.enabled());
        if (user.defaultProjectId() != null) {
            view.put("default_project_id", user.defaultProjectId());
        }
        return putTime(view, "password_expires_at", user.passwordExpiresAt());
    }

    private static ObjectNode finished(ObjectNode view, User user, JsonNode federated, Links links) {
        view.set("options", user.options().json());
        if (!federated.isEmpty()) {
            view.set("federated", federated);
        }
        view.set("links", links.self("/v3/users/", user.id()));
        return view;
    }

    /** The envelope of one user. */
    static ObjectNode envelope(ObjectNode user) {
        return Json.wrap("user", user);
    }
}
