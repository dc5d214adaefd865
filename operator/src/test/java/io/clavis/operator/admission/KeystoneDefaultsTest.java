package io.clavis.operator.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.clavis.operator.resource.Keystone;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeystoneDefaultsTest {
    private final Admitted keystone = Admitted.of(AdmittedKind.KEYSTONE, Given.CLUSTER);

    @Test
    void whatTheExampleDoesNotSayIsFilledIn() {
        var spec = keystone.filled(Given.file("example"), null).path("spec");

        assertThat(spec.at("/deployment/replicas").asInt()).isEqualTo(3);
        assertThat(spec.at("/deployment/resources"))
                .isEqualTo(Given.yaml("{requests: {memory: 256Mi, cpu: 100m}, limits: {memory: 512Mi, cpu: 500m}}"));
        assertThat(spec.at("/database/credentialsMode").asText()).isEqualTo("Static");
        assertThat(spec.at("/database/port").asInt()).isEqualTo(3306);
        assertThat(spec.at("/cache/backend").asText()).isEqualTo("dogpile.cache.pymemcache");
        assertThat(spec.path("trustFlush")).isEqualTo(Given.yaml("{schedule: '0 * * * *', suspend: false}"));
        assertThat(spec.at("/replicas").asInt()).isEqualTo(3);
    }

    @Test
    void blockOfDatabaseTlsRequiresTls() {
        var filled = keystone.filled(Given.file("keystone"), null);
        assertThat(filled.at("/spec/database/tls/mode").asText()).isEqualTo("require");
    }

    @Test
    void whatIsSaidStays() {
        var said = Given.merged(Given.file("keystone"), Given.yaml("""
                spec:
                  deployment: {replicas: 4, resources: {}}
                  database: {credentialsMode: Dynamic, tls: {mode: verify-full}}
                  cache: {backend: dogpile.cache.memcached}
                  trustFlush: {schedule: "@daily", suspend: true}
                """));
        var spec = keystone.filled(said, null).path("spec");

        assertThat(spec.at("/deployment/replicas").asInt()).isEqualTo(4);
        assertThat(spec.at("/database/credentialsMode").asText()).isEqualTo("Dynamic");
        assertThat(spec.at("/database/tls/mode").asText()).isEqualTo("verify-full");
        assertThat(spec.at("/cache/backend").asText()).isEqualTo("dogpile.cache.memcached");
        assertThat(spec.path("trustFlush")).isEqualTo(Given.yaml("{schedule: '@daily', suspend: true}"));
        assertThat(spec.at("/deployment/resources/limits/memory").asText()).isEqualTo("512Mi");
    }

    @Test
    void emptyResourcesStayEmpty() {
        var said = Given.merged(Given.file("example"), Given.yaml("spec: {deployment: {resources: {}}}"));
        assertThat(keystone.filled(said, null).at("/spec/deployment/resources").isEmpty())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"example", "keystone"})
    void fillingInTwiceIsFillingInOnce(String name) {
        var once = keystone.filled(Given.file(name), null);
        assertThat(keystone.filled(once, null)).isEqualTo(once);
        assertThat(keystone.filled(once, once)).isEqualTo(once);
    }

    @ParameterizedTest
    @ValueSource(strings = {"example", "keystone"})
    void whatIsFilledInIsWhatTheRecordsTakeWhereNothingIsSaid(String name) {
        var resource = Given.file(name);
        var filled = Given.merged(keystone.filled(resource, null), Given.yaml("spec: {deployment: {resources: null}}"));
        var plain = Given.merged(resource, Given.yaml("spec: {deployment: {resources: null}}"));
        assertThat(spec(filled)).isEqualTo(spec(plain));
    }

    /** An empty cell: not given. The last two: what comes of it. */
    @ParameterizedTest
    @CsvSource({
        // root and own before, root and own now, root and own then
        ",,,,,3",
        ",,5,,5,5",
        ",,,5,,5",
        ",,3,5,3,5",
        "3,3,5,3,5,5",
        "3,3,3,5,5,5",
        "3,3,4,5,4,5",
        ",3,5,3,5,5",
        "3,3,,3,,3",
        "3,3,2,,2,2",
    })
    void bothPlacesOfTheReplicasAreKeptTheSame(
            Integer rootBefore, Integer ownBefore, Integer rootNow, Integer ownNow, Integer rootThen, Integer ownThen) {
        var before = ownBefore == null && rootBefore == null ? null : replicas(rootBefore, ownBefore);
        var filled = keystone.filled(replicas(rootNow, ownNow), before);

        assertThat(filled.at("/spec/replicas").asText("")).isEqualTo(rootThen == null ? "" : rootThen.toString());
        assertThat(filled.at("/spec/deployment/replicas").asInt()).isEqualTo(ownThen);
    }

    private static JsonNode replicas(Integer root, Integer own) {
        return Given.merged(
                Given.file("example"),
                Given.yaml("spec: {replicas: " + root + ", deployment: {replicas: " + own + "}}"));
    }

    private static Object spec(JsonNode resource) {
        return Serialization.unmarshal(resource.toString(), Keystone.class).getSpec();
    }
}
