package io.clavis.ec2token;

import io.clavis.http.BadRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a service tells about the request that its client signed: the content of {@code credentials}. Of what the version
 * of its signature needs, nothing may be missing; that is a 400, where upstream stumbles.
 */
final class SignedRequest {
    private final ObjectNode content;

    SignedRequest(ObjectNode content) {
        this.content = content;
    }

    Optional<String> signature() {
        var signature = content.path("signature");
        if (!signature.isString() && !signature.isNull() && !signature.isMissingNode()) {
            throw BadRequest.missing("signature", "credentials");
        }
        return Optional.of(signature.asString("")).filter(text -> !text.isEmpty());
    }

    /** A text that must be there. */
    String text(String name) {
        var value = content.path(name);
        if (!value.isString()) {
            throw BadRequest.missing(name, "credentials");
        }
        return value.asString();
    }

    Optional<String> host() {
        return Optional.of(content.path("host")).filter(JsonNode::isString).map(JsonNode::asString);
    }

    /** The query or form parameters; numbers and flags as Python prints them, because upstream signs them so. */
    Map<String, String> params() {
        return texts("params");
    }

    Map<String, String> headers() {
        return texts("headers");
    }

    /** A member of {@code params} or {@code headers}, where it is there and a text. */
    Optional<String> find(String where, String name) {
        return Optional.of(content.path(where).path(name))
                .filter(JsonNode::isString)
                .map(JsonNode::asString);
    }

    /** When it says that it was signed, by its parameters and headers. */
    List<String> times() {
        return Stream.of(
                        content.path("params").path("Timestamp"),
                        content.path("headers").path("X-Amz-Date"),
                        content.path("params").path("X-Amz-Date"))
                .filter(value -> !value.isMissingNode() && !value.isNull())
                .map(value -> value.isString() ? value.asString() : value.toString())
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private Map<String, String> texts(String name) {
        if (!(content.get(name) instanceof ObjectNode object)) {
            throw BadRequest.missing(name, "credentials");
        }
        var texts = new LinkedHashMap<String, String>();
        object.properties().forEach(member -> texts.put(member.getKey(), python(member.getValue())));
        return texts;
    }

    private static String python(JsonNode value) {
        if (value.isString() || value.isIntegralNumber()) {
            return value.asString();
        }
        if (value.isNull()) {
            return "None";
        }
        if (value.isBoolean()) {
            return value.asBoolean() ? "True" : "False";
        }
        throw new BadRequest("The parameters and headers of a signed request are texts.");
    }

    @Override
    public String toString() {
        return "SignedRequest[***]";
    }
}
