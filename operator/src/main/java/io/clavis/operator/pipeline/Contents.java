package io.clavis.operator.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What objects say, compared. */
public final class Contents {
    /** The annotation with the hash of what was applied last, so that a field that is no longer wanted is noticed. */
    public static final String APPLIED = "keystone.c5c3.io/applied-hash";

    /** Maps in order: the order of an immutable map changes with each start of the virtual machine. */
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private Contents() {}

    /** The SHA-256 of an object's JSON, the same for the same contents. */
    public static String hash(Object object) {
        try {
            return hash(JSON.writeValueAsString(object));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + object.getClass().getSimpleName(), e);
        }
    }

    /** The SHA-256 of a text, in hexadecimal digits. */
    public static String hash(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A copy with the hash of itself. */
    static <T extends HasMetadata> T marked(T wanted) {
        var copy = Serialization.clone(wanted);
        copy.getMetadata().getAnnotations().put(APPLIED, hash(wanted));
        return copy;
    }

    /** Whether all of what is wanted is there as it was applied last, whatever else is there. */
    public static boolean applied(HasMetadata wanted, HasMetadata there) {
        var annotations = there.getMetadata().getAnnotations();
        return annotations != null
                && hash(wanted).equals(annotations.get(APPLIED))
                && covers(JSON.valueToTree(there), JSON.valueToTree(wanted), false);
    }

    private static boolean covers(@Nullable JsonNode there, JsonNode wanted, boolean quantities) {
        if (isNothing(wanted) && (there == null || isNothing(there))) {
            return true;
        }
        if (there == null) {
            return false;
        }
        if (wanted.isObject() && there.isObject()) {
            return wanted.properties().stream()
                    .allMatch(field -> covers(
                            there.get(field.getKey()),
                            field.getValue(),
                            quantities
                                    || field.getKey().equals("limits")
                                    || field.getKey().equals("requests")));
        }
        if (wanted.isArray() && there.isArray()) {
            return wanted.size() == there.size() && coversAll(there, wanted, quantities);
        }
        return wanted.equals(there) || (quantities && isSameAmount(there.asText(), wanted.asText()));
    }

    /**
     * Where elements are objects their order is the API server's: what is added to a list that it merges by a key, such as
     * the mounts of a container, may stand at its end, and is not moved by being applied again.
     */
    private static boolean coversAll(JsonNode there, JsonNode wanted, boolean quantities) {
        var left = new ArrayList<JsonNode>();
        there.forEach(left::add);
        for (var element : wanted) {
            var match = left.stream()
                    .limit(element.isObject() ? left.size() : 1)
                    .filter(candidate -> covers(candidate, element, quantities))
                    .findFirst();
            if (match.isEmpty()) {
                return false;
            }
            left.remove(match.get());
        }
        return true;
    }

    /** What the API server leaves away, or never got. */
    private static boolean isNothing(JsonNode node) {
        return node.isNull()
                || (node.isContainerNode() && node.isEmpty())
                || (node.isTextual() && node.textValue().isEmpty())
                || (node.isBoolean() && !node.booleanValue())
                || (node.isIntegralNumber() && node.longValue() == 0);
    }

    /** The API server writes {@code 1000m} as {@code 1}. */
    private static boolean isSameAmount(String one, String other) {
        return amount(one)
                .flatMap(first -> amount(other).map(second -> first.compareTo(second) == 0))
                .orElse(false);
    }

    private static Optional<BigDecimal> amount(String text) {
        try {
            return Optional.of(Quantity.parse(text).getNumericalAmount());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
