package io.clavis.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.zjsonpatch.JsonDiff;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answers to AdmissionReviews, each under a path of its own such as
 * {@code /validate-keystone-openstack-c5c3-io-v1alpha1-keystone}. Immutable.
 */
public final class Admission {
    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);
    private static final String API_VERSION = "admission.k8s.io/v1";
    private static final String KIND = "AdmissionReview";
    private static final int UNPROCESSABLE = 422;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Answer> answers = new HashMap<>();

    /** With the rules of all resources of ours. */
    public Admission(Neighbours neighbours) {
        for (var kind : AdmittedKind.values()) {
            var admitted = Admitted.of(kind, neighbours);
            answers.put(kind.validatingPath(), new Answer(admitted, false));
            if (kind.defaulted()) {
                answers.put(kind.mutatingPath(), new Answer(admitted, true));
            }
        }
    }

    /** Whether something is answered under this path. */
    public boolean serves(String path) {
        return answers.containsKey(path);
    }

    /**
     * Answers a review.
     *
     * @throws IllegalArgumentException with a message for the sender, if it is none, or not for this path
     */
    public JsonNode answer(String path, JsonNode review) {
        var answer = answers.get(path);
        if (answer == null) {
            throw new IllegalArgumentException("nothing is answered under this path");
        }
        var request = review.path("request");
        if (!review.path("apiVersion").asText().equals(API_VERSION)
                || !review.path("kind").asText().equals(KIND)
                || !request.isObject()) {
            throw new IllegalArgumentException("expected an AdmissionReview of " + API_VERSION + " with a request");
        }
        if (request.path("uid").asText("").isEmpty()) {
            throw new IllegalArgumentException("the request has no uid");
        }
        if (!request.path("kind").path("kind").asText().equals(answer.kind())) {
            throw new IllegalArgumentException("this path is for " + answer.kind() + " and nothing else");
        }
        var reply = JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", API_VERSION)
                .put("kind", KIND);
        var response =
                reply.putObject("response").put("uid", request.path("uid").asText());
        answer.to(request, response);
        return reply;
    }

    private record Answer(Admitted admitted, boolean fills) {
        String kind() {
            return admitted.kind().kind();
        }

        void to(JsonNode request, ObjectNode response) {
            response.put("allowed", true);
            var operation = request.path("operation").asText();
            if (!operation.equals("CREATE") && !operation.equals("UPDATE")) {
                return;
            }
            var resource = request.path("object");
            if (!resource.isObject()) {
                throw new IllegalArgumentException("the request has no object");
            }
            var before = operation.equals("UPDATE") && request.path("oldObject").isObject()
                    ? request.path("oldObject")
                    : null;
            if (exempt(resource, before)) {
                return;
            }
            if (fills) {
                fill(resource, before, response);
                return;
            }
            judge(named(resource, request), before, response);
        }

        /**
         * What is being deleted has to lose its finalizers whatever it looks like, and nobody can help labels on a resource
         * that was let in under older rules.
         */
        private static boolean exempt(JsonNode resource, @Nullable JsonNode before) {
            return before != null
                    && (resource.path("metadata").hasNonNull("deletionTimestamp")
                            || resource.path("spec").equals(before.path("spec")));
        }

        /** A resource that is created gets its namespace from the request. */
        private static JsonNode named(JsonNode resource, JsonNode request) {
            var copy = resource.deepCopy();
            if (copy.path("metadata") instanceof ObjectNode metadata && !metadata.hasNonNull("namespace")) {
                metadata.put("namespace", request.path("namespace").asText(""));
            }
            return copy;
        }

        private void fill(JsonNode resource, @Nullable JsonNode before, ObjectNode response) {
            var patch = JsonDiff.asJson(resource, admitted.filled(resource, before));
            if (!patch.isEmpty()) {
                var bytes = patch.toString().getBytes(StandardCharsets.UTF_8);
                response.put("patchType", "JSONPatch")
                        .put("patch", Base64.getEncoder().encodeToString(bytes));
            }
        }

        private void judge(JsonNode resource, @Nullable JsonNode before, ObjectNode response) {
            var findings = admitted.check(resource, before);
            var warnings = findings.stream()
                    .filter(Finding::warning)
                    .map(Finding::text)
                    .toList();
            if (!warnings.isEmpty()) {
                response.set("warnings", JSON.valueToTree(warnings));
            }
            var refusals = Finding.refusals(findings);
            if (!refusals.isEmpty()) {
                refuse(resource.path("metadata").path("name").asText(""), refusals, response);
            }
        }

        private void refuse(String name, List<Finding> refusals, ObjectNode response) {
            var message = refusals.stream().map(Finding::text).collect(Collectors.joining("; "));
            LOG.info("refused kind={} name={} reason={}", kind(), name, message);
            response.put("allowed", false);
            var status = response.putObject("status")
                    .put("status", "Failure")
                    .put("code", UNPROCESSABLE)
                    .put("reason", "Invalid")
                    .put("message", message);
            var details = status.putObject("details")
                    .put("name", name)
                    .put("group", admitted.kind().group())
                    .put("kind", kind());
            var causes = details.putArray("causes");
            for (var refusal : refusals) {
                causes.addObject()
                        .put("reason", "FieldValueInvalid")
                        .put("field", refusal.field())
                        .put("message", refusal.message());
            }
        }
    }
}
