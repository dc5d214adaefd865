package io.clavis.manage;

import io.clavis.federation.RulesCheck;
import io.clavis.federation.SchemaVersion;
import io.clavis.http.BadRequest;
import io.clavis.http.Json;
import io.clavis.mapping.IdentityView;
import io.clavis.mapping.MappingEngine;
import io.clavis.mapping.MappingFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code mapping_engine}: tries the rules of a mapping out, without a database. */
@Command(
        name = "mapping_engine",
        mixinStandardHelpOptions = true,
        description = "Shows who the rules of a mapping make of an assertion.")
final class MappingEngineCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable KeystoneManage manage;

    @Option(names = "--rules", required = true, description = "JSON file: a list of rules, or a mapping with them.")
    private @Nullable Path rules;

    @Option(
            names = "--input",
            required = true,
            description = "The assertion, a 'name: value' on each line; ';' separates several values of one.")
    private @Nullable Path input;

    @Option(names = "--prefix", defaultValue = "", description = "Only attributes whose names begin so count.")
    private String prefix = "";

    @Option(names = "--mapping-schema-version", description = "Instead of the version that the file names.")
    private @Nullable String version;

    @Option(names = "--engine-debug", description = "Show what is tried out, too.")
    private boolean debug;

    @Override
    public Integer call() {
        var mapping = mapping(Objects.requireNonNull(rules));
        var assertion = assertion(Objects.requireNonNull(input));
        var out = Objects.requireNonNull(manage).out();
        if (debug) {
            out.println("Using Rules:\n" + mapping.toPrettyString());
            out.println("Using Assertion:\n" + assertion);
        }
        try {
            var schema = RulesCheck.version(mapping, SchemaVersion.V1);
            RulesCheck.check(mapping, schema);
            var identity = MappingEngine.evaluate(mapping.path("rules"), schema, assertion);
            out.println(IdentityView.of(identity).toPrettyString());
            return 0;
        } catch (BadRequest malformed) {
            throw new CommandFailure(malformed.text().strip());
        } catch (MappingFailure nobody) {
            throw new CommandFailure(nobody.reason());
        }
    }

    private ObjectNode mapping(Path file) {
        JsonNode parsed = Json.parse(read(file).getBytes(StandardCharsets.UTF_8))
                .orElseThrow(() -> new CommandFailure("Error while parsing rules " + file + ": it is no JSON."));
        var mapping = Json.object();
        if (parsed instanceof ArrayNode list) {
            mapping.set("rules", list);
        } else if (parsed instanceof ObjectNode object) {
            mapping.setAll(object);
        }
        if (version != null) {
            mapping.put("schema_version", version);
        }
        return mapping;
    }

    private Map<String, String> assertion(Path file) {
        var assertion = new LinkedHashMap<String, String>();
        int number = 0;
        for (var line : read(file).strip().lines().toList()) {
            number++;
            int colon = line.indexOf(':');
            if (line.isBlank()) {
                continue;
            }
            if (colon < 0) {
                throw new CommandFailure("assertion file " + file + " at line " + number
                        + " expected 'key: value' but found '" + line.strip() + "'");
            }
            var name = line.substring(0, colon).strip();
            if (name.startsWith(prefix)) {
                assertion.put(name, line.substring(colon + 1).strip());
            }
        }
        return assertion;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new CommandFailure("Error while opening file " + file + ": " + unreadable.getMessage());
        }
    }
}
