package io.clavis.operator.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.zjsonpatch.JsonPatch;
import java.io.IOException;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    static final String VALIDATE = "/validate-keystone-openstack-c5c3-io-v1alpha1-keystone";
    static final String MUTATE = "/mutate-keystone-openstack-c5c3-io-v1alpha1-keystone";
    private static final String BACKEND = "/validate-keystone-openstack-c5c3-io-v1alpha1-keystoneidentitybackend";

    private final Admission admission = new Admission(Given.CLUSTER);

    @Test
    void goodResourceIsAllowed() {
        var reply = admission.answer(VALIDATE, review("CREATE", Given.file("example"), null));

        assertThat(reply).isEqualTo(Given.yaml("""
                        apiVersion: admission.k8s.io/v1
                        kind: AdmissionReview
                        response: {uid: u-1, allowed: true}
                        """));
    }

    @Test
    void badResourceIsRefusedWithEachCause() {
        var bad = Given.merged(
                Given.file("example"), Given.yaml("spec: {image: {tag: null}, cache: {clusterRef: null}}"));
        var response = admission.answer(VALIDATE, review("CREATE", bad, null)).path("response");

        assertThat(response.path("allowed").asBoolean(true)).isFalse();
        assertThat(response.at("/status/code").asInt()).isEqualTo(422);
        assertThat(response.at("/status/reason").asText()).isEqualTo("Invalid");
        assertThat(response.at("/status/message").asText())
                .isEqualTo("spec.image: exactly one of image.tag or image.digest must be set; "
                        + "spec.cache: exactly one of clusterRef or servers must be set");
        assertThat(response.at("/status/details/causes")).hasSize(2);
        assertThat(response.at("/status/details/causes/1/field").asText()).isEqualTo("spec.cache");
        assertThat(response.at("/status/details/name").asText()).isEqualTo("keystone");
    }

    @Test
    void warningsGoWithAResourceThatIsAllowed() {
        var response = admission
                .answer(VALIDATE, review("CREATE", Given.file("keystone"), null))
                .path("response");

        assertThat(response.path("allowed").asBoolean()).isTrue();
        assertThat(response.path("warnings"))
                .singleElement()
                .satisfies(
                        warning -> assertThat(warning.asText()).startsWith("spec.federation.proxyImage: is ignored"));
    }

    @Test
    void patchLeadsToWhatIsFilledIn() throws IOException {
        var example = Given.file("example");
        var response = admission.answer(MUTATE, review("CREATE", example, null)).path("response");
        var patch = new ObjectMapper()
                .readTree(Base64.getDecoder().decode(response.path("patch").asText()));

        assertThat(response.path("patchType").asText()).isEqualTo("JSONPatch");
        assertThat(JsonPatch.apply(patch, example))
                .isEqualTo(Given.admitted(example).filled(example, null));
    }

    @Test
    void whereNothingIsToBeFilledInThereIsNoPatch() {
        var example = Given.file("example");
        var filled = Given.admitted(example).filled(example, null);
        var response = admission.answer(MUTATE, review("CREATE", filled, null)).path("response");

        assertThat(response).isEqualTo(Given.yaml("{uid: u-1, allowed: true}"));
    }

    @Test
    void scalingAtTheRootScalesTheDeployment() throws IOException {
        var before = Given.admitted(Given.file("example")).filled(Given.file("example"), null);
        var after = Given.merged(before, Given.yaml("spec: {replicas: 5}"));
        var response = admission.answer(MUTATE, review("UPDATE", after, before)).path("response");
        var patch = new ObjectMapper()
                .readTree(Base64.getDecoder().decode(response.path("patch").asText()));

        assertThat(patch).isEqualTo(Given.yaml("[{op: replace, path: /spec/deployment/replicas, value: 5}]"));
    }

    @Test
    void whatMustNotChangeIsLookedForOnUpdate() {
        var before = Given.file("example");
        var after = Given.merged(before, Given.yaml("spec: {bootstrap: {region: elsewhere}}"));

        assertThat(allowed(VALIDATE, review("CREATE", after, null))).isTrue();
        assertThat(allowed(VALIDATE, review("CREATE", after, before))).isTrue();
        assertThat(allowed(VALIDATE, review("UPDATE", after, before))).isFalse();
    }

    @Test
    void finalizersOfABadResourceCanBeTakenAway() {
        var bad = Given.merged(Given.file("example"), Given.yaml("spec: {image: {tag: null}}"));
        var labelled = Given.merged(bad, Given.yaml("metadata: {labels: {a: b}}"));
        var ending = Given.merged(
                bad, Given.yaml("{metadata: {deletionTimestamp: '2026-01-01T00:00:00Z'}, spec: {replicas: 4}}"));

        assertThat(allowed(VALIDATE, review("UPDATE", labelled, bad))).isTrue();
        assertThat(allowed(VALIDATE, review("UPDATE", ending, bad))).isTrue();
        assertThat(allowed(VALIDATE, review("UPDATE", Given.merged(bad, Given.yaml("spec: {replicas: 4}")), bad)))
                .isFalse();
    }

    @Test
    void deletionIsAllowedWithoutALook() {
        assertThat(allowed(VALIDATE, review("DELETE", null, Given.file("example"))))
                .isTrue();
    }

    @Test
    void newResourceIsOfTheNamespaceOfTheRequest() {
        var backend = Given.merged(
                Given.file("ldap"), Given.yaml("{metadata: {namespace: null}, spec: {domain: {name: taken}}}"));
        var review = (ObjectNode) review("CREATE", backend, null);
        assertThat(allowed(BACKEND, review)).isTrue();

        ((ObjectNode) review.path("request")).put("namespace", "openstack");
        assertThat(allowed(BACKEND, review)).isFalse();
    }

    @Test
    void reviewOfAnotherKindIsNotAnswered() {
        assertThatThrownBy(() -> admission.answer(VALIDATE, review("CREATE", Given.file("ldap"), null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("this path is for Keystone and nothing else");
        assertThatThrownBy(() -> admission.answer("/other", review("CREATE", Given.file("ldap"), null)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private boolean allowed(String path, JsonNode review) {
        return admission.answer(path, review).at("/response/allowed").asBoolean();
    }

    static JsonNode review(String operation, JsonNode resource, JsonNode before) {
        var review = (ObjectNode) Given.yaml("{apiVersion: admission.k8s.io/v1, kind: AdmissionReview}");
        var request = review.putObject("request").put("uid", "u-1").put("operation", operation);
        request.putObject("kind")
                .put("kind", (resource == null ? before : resource).path("kind").asText());
        request.set("object", resource);
        request.set("oldObject", before);
        return review;
    }
}
