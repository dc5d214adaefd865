package io.clavis;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.clavis.http.Json;
import io.clavis.policy.Credentials;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a record holds of secrets shows nowhere that the record itself is shown: in logs, errors, debuggers. */
class SecretsInRecordsTest {
    private static final Pattern SMELL =
            Pattern.compile("(?i).*(password|secret|key|blob|token|passcode|signature|seed|hash|verifier|cookie)");
    private static final Set<Class<?>> TEXTUAL =
            Set.of(String.class, byte[].class, char[].class, Optional.class, JsonNode.class, ObjectNode.class);

    /** What only sounds like a secret. */
    private static final Set<String> HARMLESS = Set.of(
            // Says who is guessed at, never what.
            "io.clavis.throttle.Subject.key",
            // A policy that services fetch.
            "io.clavis.endpointpolicy.Policy.blob");

    static Stream<Class<?>> recordsWithSecrets() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.clavis").stream()
                        .filter(JavaClass::isRecord)
                        .<Class<?>>map(JavaClass::reflect)
                        .filter(type ->
                                Arrays.stream(type.getRecordComponents()).anyMatch(SecretsInRecordsTest::smells));
    }

    private static boolean smells(RecordComponent component) {
        var name = component.getDeclaringRecord().getName() + "." + component.getName();
        return SMELL.matcher(component.getName()).matches()
                && TEXTUAL.contains(component.getType())
                && !HARMLESS.contains(name);
    }

    @ParameterizedTest
    @MethodSource("recordsWithSecrets")
    void itsTextHidesThem(Class<?> type) throws Exception {
        var shown = sample(type).toString();
        for (var component : type.getRecordComponents()) {
            if (smells(component)) {
                assertThat(shown).as(type.getName()).doesNotContain(value(component));
            }
        }
    }

    private static String value(RecordComponent component) {
        return "<value of " + component.getName() + ">";
    }

    private static Object sample(Class<?> type) throws Exception {
        var components = type.getRecordComponents();
        var arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            arguments[i] = sample(components[i]);
        }
        Constructor<?> constructor = type.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        constructor.setAccessible(true);
        return constructor.newInstance(arguments);
    }

    private static Object sample(RecordComponent component) throws Exception {
        var type = component.getType();
        var text = value(component);
        if (type == String.class) {
            return text;
        }
        if (type == byte[].class) {
            return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        }
        if (type == char[].class) {
            return text.toCharArray();
        }
        if (JsonNode.class.isAssignableFrom(type)) {
            return Json.object().put("x", text);
        }
        if (type == Optional.class) {
            var of = ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
            return of == String.class ? Optional.of(text) : Optional.empty();
        }
        if (type.isRecord()) {
            return sample(type);
        }
        if (type == Credentials.class) {
            return Credentials.builder().build();
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        return Stream.of(1, 1L, true, List.of(), Set.of(), Map.of(), Instant.EPOCH, Duration.ZERO, Path.of("x"))
                .filter(value -> wrapped(type).isInstance(value))
                .findFirst()
                .orElse(null);
    }

    private static Class<?> wrapped(Class<?> type) {
        return java.lang.invoke.MethodType.methodType(type).wrap().returnType();
    }
}
