package io.clavis.operator.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BadResourcesTest {
    private static final Map<String, Admitted> ADMITTED = new HashMap<>();

    static Stream<JsonNode> cases() {
        return StreamSupport.stream(Given.file("bad").spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void badResourceIsRefusedWithItsFieldAndWhatIsExpected(JsonNode bad) {
        assertThat(Finding.refusals(findings(bad)))
                .anySatisfy(finding -> {
                    assertThat(finding.field()).isEqualTo(bad.path("field").asText());
                    assertThat(finding.message()).contains(bad.path("words").asText());
                })
                .allSatisfy(finding -> assertThat(finding.text()).startsWith("spec"));
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(
            strings = {"example", "keystone", "ldap", "oidc", "saml", "service", "endpoint", "application-credential"})
    void goodResourceIsLetIn(String name) {
        var resource = Given.file(name);
        var admitted = Given.admitted(resource);
        var filled = admitted.filled(resource, null);

        assertThat(Finding.refusals(admitted.check(admitted.schema().defaulted(resource), null)))
                .isEmpty();
        assertThat(Finding.refusals(admitted.check(filled, null))).isEmpty();
        assertThat(Finding.refusals(admitted.check(filled, filled))).isEmpty();
    }

    @Test
    void everyRuleOfTheSchemasHasACase() {
        var rules = new TreeSet<String>();
        for (var kind : AdmittedKind.values()) {
            for (var list : ResourceSchema.of(kind.plural()).definition().findValues("x-kubernetes-validations")) {
                list.forEach(rule -> rules.add(rule.path("message").asText()));
            }
        }
        var refused = new ArrayList<String>();
        cases().forEach(bad -> Finding.refusals(findings(bad)).forEach(finding -> refused.add(finding.message())));

        assertThat(rules).hasSizeGreaterThan(35);
        assertThat(refused).containsAll(rules);
    }

    @Test
    void rulesOfATransitionAreNotAskedOfANewResource() {
        cases().filter(bad -> bad.has("update"))
                .filter(bad -> bad.path("words").asText().endsWith("is immutable"))
                .forEach(bad -> {
                    var resource = Given.file(bad.path("on").asText());
                    var changed = Given.merged(resource, bad.path("change"));
                    var admitted = Given.admitted(resource);
                    assertThat(admitted.check(admitted.filled(changed, null), null))
                            .extracting(Finding::message)
                            .doesNotContain(bad.path("words").asText());
                });
    }

    @Test
    void whatIsDoubtfulIsAWarning() {
        var keystone = Given.merged(Given.file("keystone"), Given.yaml("""
                spec:
                  fernet: {mode: Server, backup: {}, rolloutOnRotation: true}
                  federation: {trustedDashboards: ["http://horizon"]}
                  unknown: true
                """));
        assertThat(Given.admitted(keystone).check(keystone, null))
                .allMatch(Finding::warning)
                .extracting(Finding::field)
                .containsExactlyInAnyOrder(
                        "spec.unknown",
                        "spec.fernet.backup",
                        "spec.fernet.rolloutOnRotation",
                        "spec.federation.proxyImage",
                        "spec.federation.trustedDashboards[0]");
    }

    @Test
    void directoryWithoutTlsIsAWarning() {
        var backend = Given.merged(Given.file("ldap"), Given.yaml("spec: {ldap: {url: 'ldap://a', tls: null}}"));
        assertThat(Given.admitted(backend).check(backend, null)).singleElement().satisfies(finding -> {
            assertThat(finding.warning()).isTrue();
            assertThat(finding.text()).startsWith("spec.ldap.url: ");
        });
    }

    @Test
    void backendKeepsItsOwnDomain() {
        var backend = Given.merged(
                Given.file("ldap"), Given.yaml("{metadata: {name: other}, spec: {domain: {name: taken}}}"));
        assertThat(Given.admitted(backend).check(backend, null)).isEmpty();
    }

    private static List<Finding> findings(JsonNode bad) {
        var name = bad.path("on").asText();
        var resource = Given.file(name);
        var admitted = ADMITTED.computeIfAbsent(name, unknown -> Given.admitted(resource));
        var changed = Given.merged(resource, bad.path("change"));
        if (bad.has("fill")) {
            var options = (com.fasterxml.jackson.databind.node.ObjectNode) changed.at("/spec/extraOptions");
            options.set(
                    "page_size", TextNode.valueOf("x".repeat(bad.path("fill").asInt())));
        }
        var before = bad.path("update").asBoolean() ? admitted.schema().defaulted(resource) : null;
        return admitted.check(admitted.schema().defaulted(changed), before);
    }
}
