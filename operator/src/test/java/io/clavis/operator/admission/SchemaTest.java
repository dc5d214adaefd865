package io.clavis.operator.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.clavis.operator.resource.Keystone;
import io.clavis.operator.resource.KeystoneApplicationCredential;
import io.clavis.operator.resource.KeystoneEndpoint;
import io.clavis.operator.resource.KeystoneIdentityBackend;
import io.clavis.operator.resource.KeystoneService;
import io.clavis.operator.resource.Position;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTest {
    @ParameterizedTest
    @EnumSource(AdmittedKind.class)
    void recordsAndSchemaHaveTheSameFields(AdmittedKind kind) {
        var resource = resource(kind);
        var parts = ((ParameterizedType) resource.getGenericSuperclass()).getActualTypeArguments();
        var schema = schema(kind).path("properties");
        same("spec", parts[0], schema.path("spec"));
        same("status", parts[1], schema.path("status"));
    }

    @ParameterizedTest
    @EnumSource(AdmittedKind.class)
    void definitionAndClassHaveTheSameNames(AdmittedKind kind) {
        var definition = ResourceSchema.of(kind.plural()).definition();
        var resource = resource(kind);
        assertThat(definition.at("/metadata/name").asText()).isEqualTo(kind.plural() + "." + kind.group());
        assertThat(definition.at("/spec/names/kind").asText()).isEqualTo(resource.getSimpleName());
        assertThat(definition.at("/metadata/name").asText()).isEqualTo(CustomResource.getCRDName(resource));
        assertThat(definition.at("/spec/versions/0/name").asText()).isEqualTo(kind.version());
        assertThat(definition.at("/spec/versions/0/subresources/status").isObject())
                .isTrue();
        assertThat(definition.at("/spec/versions/0/additionalPrinterColumns").isEmpty())
                .isFalse();
    }

    /** Kubernetes 1.20 refuses an empty text as a default; Java's regular expressions must not meet a text of any length. */
    @ParameterizedTest
    @EnumSource(AdmittedKind.class)
    void everyPatternHasALengthAndNoDefaultIsEmpty(AdmittedKind kind) {
        for (var node : schema(kind).findParents("pattern")) {
            assertThat(node.path("maxLength").asInt()).as(node.toString()).isPositive();
        }
        assertThat(schema(kind).findValues("default"))
                .noneMatch(value -> value.isTextual() && value.asText().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"example", "keystone", "ldap", "oidc", "saml", "service", "endpoint", "application-credential"})
    void defaultsOfSchemaAndRecordsAreTheSame(String name) {
        var resource = Given.file(name);
        var defaulted = Given.admitted(resource).schema().defaulted(resource);

        assertThat(spec(defaulted)).isEqualTo(spec(resource));
    }

    @ParameterizedTest
    @ValueSource(strings = {"keystone", "ldap", "oidc", "saml", "service", "endpoint", "application-credential"})
    void nothingGetsLostOnTheWayThroughTheRecords(String name) {
        var resource = Given.file(name);
        var admitted = Given.admitted(resource);
        var again = (JsonNode) Serialization.jsonMapper().valueToTree(java(resource));

        assertThat(Finding.refusals(admitted.schema().check(withoutNulls(again), null)))
                .isEmpty();
        assertThat(spec(withoutNulls(again))).isEqualTo(spec(resource));
    }

    @Test
    void foundingDocumentsExampleIsTakenVerbatim() {
        var resource = Given.file("example");
        assertThat(Given.admitted(resource).check(resource, null)).isEmpty();

        var spec = ((Keystone) java(resource)).getSpec();
        assertThat(spec.deployment().pods()).isEqualTo(3);
        assertThat(spec.image().reference()).isEqualTo("ghcr.io/c5c3/keystone:28.0.0");
        assertThat(spec.database().cluster()).contains("mariadb");
        assertThat(spec.cache().addresses())
                .containsExactly(
                        "memcached-0.memcached:11211", "memcached-1.memcached:11211", "memcached-2.memcached:11211");
        assertThat(spec.middleware()).singleElement().satisfies(audit -> {
            assertThat(audit.name()).isEqualTo("audit");
            assertThat(audit.position()).isEqualTo(new Position.After("authtoken"));
        });
        assertThat(spec.extraConfig()).containsKey("identity");
    }

    @Test
    void positionIsAWordOrAnObject() {
        var spec = ((Keystone) java(Given.file("keystone"))).getSpec();
        assertThat(spec.middleware())
                .extracting(filter -> filter.position())
                .containsExactly(
                        new Position.After("authtoken"),
                        new Position.BeforeApplication(),
                        new Position.First(),
                        new Position.Before("audit"),
                        new Position.Before("admin_service"));
    }

    private static Class<? extends CustomResource<?, ?>> resource(AdmittedKind kind) {
        return switch (kind) {
            case KEYSTONE -> Keystone.class;
            case IDENTITY_BACKEND -> KeystoneIdentityBackend.class;
            case SERVICE -> KeystoneService.class;
            case ENDPOINT -> KeystoneEndpoint.class;
            case APPLICATION_CREDENTIAL -> KeystoneApplicationCredential.class;
        };
    }

    private static JsonNode schema(AdmittedKind kind) {
        return ResourceSchema.of(kind.plural()).definition().at("/spec/versions/0/schema/openAPIV3Schema");
    }

    private static CustomResource<?, ?> java(JsonNode resource) {
        var kind = Given.admitted(resource).kind();
        return Serialization.unmarshal(resource.toString(), resource(kind));
    }

    private static Object spec(JsonNode resource) {
        return java(resource).getSpec();
    }

    /** As a client that leaves out what is null. */
    private static JsonNode withoutNulls(JsonNode node) {
        if (node instanceof com.fasterxml.jackson.databind.node.ObjectNode object) {
            List.copyOf(object.properties()).stream()
                    .filter(member -> member.getValue().isNull())
                    .forEach(member -> object.remove(member.getKey()));
        }
        node.forEach(SchemaTest::withoutNulls);
        return node;
    }

    private static void same(String path, Type type, JsonNode schema) {
        if (type instanceof ParameterizedType generic) {
            if (generic.getRawType() == List.class) {
                assertThat(schema.path("type").asText()).as(path).isEqualTo("array");
                same(path + "[]", generic.getActualTypeArguments()[0], schema.path("items"));
                return;
            }
            assertThat(generic.getRawType()).as(path).isEqualTo(Map.class);
            assertThat(schema.path("type").asText()).as(path).isEqualTo("object");
            same(path + ".*", generic.getActualTypeArguments()[1], schema.path("additionalProperties"));
            return;
        }
        var known = (Class<?>) type;
        if (known.isRecord()) {
            members(path, known, schema);
        } else if (known.isEnum()) {
            assertThat(Arrays.stream(known.getEnumConstants()).map(String::valueOf))
                    .as(path)
                    .containsExactlyElementsOf(texts(schema.path("enum")));
        } else if (known == Position.class) {
            assertThat(schema.path("x-kubernetes-preserve-unknown-fields").asBoolean())
                    .as(path)
                    .isTrue();
        } else {
            assertThat(schema.path("type").asText()).as(path).isEqualTo(name(known));
            if (known == Integer.class && schema.has("format")) {
                assertThat(schema.path("format").asText()).as(path).isEqualTo("int32");
            }
            if (known == Long.class) {
                assertThat(schema.path("format").asText()).as(path).isEqualTo("int64");
            }
        }
    }

    private static void members(String path, Class<?> type, JsonNode schema) {
        var components = new TreeMap<String, RecordComponent>();
        for (var component : type.getRecordComponents()) {
            var named = component.getAccessor().getAnnotation(JsonProperty.class);
            components.put(named == null ? component.getName() : named.value(), component);
        }
        var properties = new TreeSet<String>();
        schema.path("properties").fieldNames().forEachRemaining(properties::add);
        assertThat(components.navigableKeySet()).as(path).isEqualTo(properties);
        components.forEach((name, component) -> same(
                path + "." + name,
                component.getGenericType(),
                schema.path("properties").path(name)));
    }

    private static String name(Class<?> type) {
        if (type == String.class) {
            return "string";
        }
        if (type == Boolean.class) {
            return "boolean";
        }
        return type == Integer.class || type == Long.class ? "integer" : "object";
    }

    private static List<String> texts(JsonNode list) {
        var texts = new java.util.ArrayList<String>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
