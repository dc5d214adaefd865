package io.clavis.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads one {@code policy.yaml} or {@code policy.json}: a mapping from rule names to check strings. */
final class PolicyFile {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final LoadSettings YAML =
            LoadSettings.builder().setAllowDuplicateKeys(false).build();

    private PolicyFile() {}

    /** Empty when the file does not exist. */
    static Map<String, Check> read(Path file) {
        try {
            return rules(file, parse(file, Files.readString(file)));
        } catch (NoSuchFileException e) {
            return Map.of();
        } catch (IOException e) {
            throw new PolicyFileException(file, "cannot be read: " + e.getMessage(), e);
        }
    }

    private static @Nullable Object parse(Path file, String text) {
        try {
            // JSON is YAML too, but for tabs; the name decides.
            return file.toString().endsWith(".json") && !text.isBlank()
                    ? JSON.readValue(text, Object.class)
                    : new Load(YAML).loadFromString(text);
        } catch (YamlEngineException | JacksonException e) {
            throw new PolicyFileException(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static Map<String, Check> rules(Path file, @Nullable Object document) {
        if (document == null) {
            return Map.of();
        }
        if (!(document instanceof Map<?, ?> map)) {
            throw new PolicyFileException(file, "is not a mapping from rule names to check strings");
        }
        var rules = new LinkedHashMap<String, Check>();
        for (var entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String name)) {
                throw new PolicyFileException(file, "the rule name " + entry.getKey() + " is not a string");
            }
            rules.put(name, rule(file, name, entry.getValue()));
        }
        return rules;
    }

    private static Check rule(Path file, String name, @Nullable Object value) {
        return switch (value) {
            case String text -> RuleParser.parse(text);
            case List<?> list -> RuleParser.parse(lists(file, name, list));
            // oslo.policy lets everybody pass on a rule left blank like this; "" says it when that is meant.
            case null -> throw new PolicyFileException(file, name + " has no value; write \"\" to allow everybody");
            default ->
                throw new PolicyFileException(
                        file,
                        name + " is neither a string nor a list: "
                                + value.getClass().getSimpleName());
        };
    }

    private static List<List<String>> lists(Path file, String name, List<?> outer) {
        var lists = new ArrayList<List<String>>();
        for (var element : outer) {
            switch (element) {
                case String text -> lists.add(text.isEmpty() ? List.of() : List.of(text));
                case List<?> inner ->
                    lists.add(
                            inner.stream().map(check -> text(file, name, check)).toList());
                case null, default -> throw new PolicyFileException(file, name + " holds neither strings nor lists");
            }
        }
        return lists;
    }

    private static String text(Path file, String name, @Nullable Object check) {
        if (check instanceof String text) {
            return text;
        }
        throw new PolicyFileException(file, name + " holds a list with something that is not a string");
    }
}
