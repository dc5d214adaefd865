package io.clavis.operator.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clavis.operator.identity.Transport.Answer;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What can be done in a Keystone in one user's name. Every operation throws an {@link IdentityFailure} where Keystone
 * refuses it or gives no answer. May be used by many threads.
 */
public final class Identity {
    /** Attributes of which Keystone's complaint must not repeat the value. */
    private static final List<String> SECRET = List.of("password", "original_password", "secret");

    private final Session session;

    public Identity(Session session) {
        this.session = session;
    }

    /** The id of the user in whose name all is done. */
    public String userId() {
        return session.userId();
    }

    /** Those of which these attributes are exactly these, whatever Keystone takes the filter for. */
    public List<ObjectNode> find(Kind kind, Map<String, String> filter) {
        var query = new TreeMap<>(filter)
                .entrySet().stream()
                        .map(wanted -> wanted.getKey() + "=" + PathSegment.of(wanted.getValue()))
                        .collect(Collectors.joining("&"));
        var path = kind.path() + (query.isEmpty() ? "" : "?" + query);
        var answer = session.send("GET", path, null);
        var listed = require(answer, HttpURLConnection.HTTP_OK, "GET", path).path(kind.members());
        var found = new ArrayList<ObjectNode>();
        for (var item : listed) {
            if (item instanceof ObjectNode object && fits(object, filter)) {
                found.add(object);
            }
        }
        return found;
    }

    /**
     * The one of which these attributes are exactly these.
     *
     * @throws IdentityFailure also where there are several
     */
    public Optional<ObjectNode> findOne(Kind kind, Map<String, String> filter) {
        var found = find(kind, filter);
        if (found.size() > 1) {
            throw IdentityFailure.unclear(
                    "there are " + found.size() + " " + kind.members() + " with " + new TreeMap<>(filter));
        }
        return found.stream().findFirst();
    }

    /**
     * The one of which these attributes are exactly these, which must be there.
     *
     * @throws IdentityFailure also where it is not, or where there are several
     */
    public ObjectNode one(Kind kind, Map<String, String> filter) {
        return findOne(kind, filter)
                .orElseThrow(() ->
                        IdentityFailure.unclear("there is no " + kind.member() + " with " + new TreeMap<>(filter)));
    }

    /** The one with this id. */
    public Optional<ObjectNode> get(Kind kind, String id) {
        var answer = session.send("GET", kind.one(id), null);
        if (answer.status() == HttpURLConnection.HTTP_NOT_FOUND) {
            return Optional.empty();
        }
        return Optional.of(object(require(answer, HttpURLConnection.HTTP_OK, "GET", kind.one(id)), kind));
    }

    /** Makes one, which gets an id. */
    public ObjectNode create(Kind kind, ObjectNode wanted) {
        var answer = session.send("POST", kind.path(), wrapped(kind, wanted));
        return object(require(answer, HttpURLConnection.HTTP_CREATED, "POST", kind.path(), wanted), kind);
    }

    /** Makes one under an id of one's own: an identity provider, a mapping, a protocol. */
    public ObjectNode createAs(Kind kind, String id, ObjectNode wanted) {
        var answer = session.send("PUT", kind.one(id), wrapped(kind, wanted));
        return object(require(answer, HttpURLConnection.HTTP_CREATED, "PUT", kind.one(id), wanted), kind);
    }

    /** Changes these attributes of one, and no others. */
    public ObjectNode update(Kind kind, String id, ObjectNode changes) {
        var answer = session.send("PATCH", kind.one(id), wrapped(kind, changes));
        return object(require(answer, HttpURLConnection.HTTP_OK, "PATCH", kind.one(id), changes), kind);
    }

    /** Removes one. False where it was gone already. */
    public boolean delete(Kind kind, String id) {
        return removed(kind.one(id));
    }

    /** Whether somebody has this role there, by an assignment of its own. */
    public boolean has(RoleAssignment assignment) {
        var answer = session.send("HEAD", assignment.path(), null);
        if (answer.status() == HttpURLConnection.HTTP_NOT_FOUND) {
            return false;
        }
        require(answer, HttpURLConnection.HTTP_NO_CONTENT, "HEAD", assignment.path());
        return true;
    }

    /** Gives a role, also to who has it. */
    public void grant(RoleAssignment assignment) {
        var answer = session.send("PUT", assignment.path(), null, true);
        require(answer, HttpURLConnection.HTTP_NO_CONTENT, "PUT", assignment.path());
    }

    /** Takes a role away. False where nobody had it. */
    public boolean withdraw(RoleAssignment assignment) {
        return removed(assignment.path());
    }

    /** An empty object, to be filled. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private boolean removed(String path) {
        var answer = session.send("DELETE", path, null);
        if (answer.status() == HttpURLConnection.HTTP_NOT_FOUND) {
            return false;
        }
        require(answer, HttpURLConnection.HTTP_NO_CONTENT, "DELETE", path);
        return true;
    }

    private JsonNode require(Answer answer, int status, String method, String path) {
        return require(answer, status, method, path, null);
    }

    private JsonNode require(Answer answer, int status, String method, String path, @Nullable ObjectNode sent) {
        if (answer.status() != status) {
            var secrets = sent == null
                    ? Stream.<String>empty()
                    : SECRET.stream().map(name -> sent.path(name).asText(""));
            throw session.failure(method, path, answer, secrets.toArray(String[]::new));
        }
        return answer.body();
    }

    private static ObjectNode wrapped(Kind kind, ObjectNode wanted) {
        return object().set(kind.member(), wanted);
    }

    private static ObjectNode object(JsonNode body, Kind kind) {
        if (body.path(kind.member()) instanceof ObjectNode object) {
            return object;
        }
        throw IdentityFailure.unclear("an answer about a " + kind.member() + " has none in it");
    }

    private static boolean fits(ObjectNode object, Map<String, String> filter) {
        return filter.entrySet().stream()
                .allMatch(wanted ->
                        wanted.getValue().equals(object.path(wanted.getKey()).asText("")));
    }
}
