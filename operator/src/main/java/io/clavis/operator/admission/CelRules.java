package io.clavis.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The {@code x-kubernetes-validations} of a schema, evaluated as API servers since 1.25 do: {@code self} is the value
 * that a rule stands at, {@code oldSelf} the same before the change; a rule that names the latter is only asked where
 * both are there. Immutable.
 */
final class CelRules implements Rules {
    private static final String KEY = "x-kubernetes-validations";
    private static final Pattern TRANSITION = Pattern.compile("\\boldSelf\\b");

    private final JsonNode schema;
    private final Map<String, CelRuntime.Program> programs = new HashMap<>();

    /** @throws IllegalStateException if a rule is no CEL */
    CelRules(JsonNode schema) {
        this.schema = schema;
        var compiler = CelCompilerFactory.standardCelCompilerBuilder()
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addLibraries(CelExtensions.strings())
                .addVar("self", SimpleType.DYN)
                .addVar("oldSelf", SimpleType.DYN)
                .build();
        var runtime = CelRuntimeFactory.plannerRuntimeBuilder()
                .addLibraries(CelExtensions.strings())
                .build();
        for (var rules : schema.findValues(KEY)) {
            for (var rule : rules) {
                var text = rule.path("rule").asText();
                programs.computeIfAbsent(text, unknown -> program(compiler, runtime, unknown));
            }
        }
    }

    private static CelRuntime.Program program(CelCompiler compiler, CelRuntime runtime, String rule) {
        try {
            return runtime.createProgram(compiler.compile(rule).getAst());
        } catch (CelValidationException | CelEvaluationException e) {
            throw new IllegalStateException("not a CEL rule: " + rule, e);
        }
    }

    @Override
    public List<Finding> check(JsonNode resource, @Nullable JsonNode before) {
        var findings = new ArrayList<Finding>();
        walk(schema, resource, before == null ? MissingNode.getInstance() : before, "", findings);
        return findings;
    }

    private void walk(JsonNode schema, JsonNode value, JsonNode before, String path, List<Finding> findings) {
        for (var rule : schema.path(KEY)) {
            ask(rule, value, before, path, findings);
        }
        if (value.isObject()) {
            for (var member : value.properties()) {
                var name = member.getKey();
                var known = schema.path("properties").path(name);
                walk(
                        known.isMissingNode() ? schema.path("additionalProperties") : known,
                        member.getValue(),
                        before.path(name),
                        path.isEmpty() ? name : path + "." + name,
                        findings);
            }
        }
        if (value.isArray()) {
            // An entry of a list has no before: none of ours that has rules is keyed.
            for (int i = 0; i < value.size(); i++) {
                walk(schema.path("items"), value.path(i), MissingNode.getInstance(), path + "[" + i + "]", findings);
            }
        }
    }

    private void ask(JsonNode rule, JsonNode value, JsonNode before, String path, List<Finding> findings) {
        var text = rule.path("rule").asText();
        var variables = new HashMap<String, Object>();
        variables.put("self", plain(value));
        if (TRANSITION.matcher(text).find()) {
            if (before.isMissingNode() || before.isNull()) {
                return;
            }
            variables.put("oldSelf", plain(before));
        }
        if (!holds(text, variables)) {
            findings.add(Finding.refused(path, rule.path("message").asText()));
        }
    }

    private boolean holds(String rule, Map<String, Object> variables) {
        var program = programs.get(rule);
        try {
            return program != null && Boolean.TRUE.equals(program.eval(variables));
        } catch (CelEvaluationException e) {
            // As the API server: a rule that cannot be answered does not hold.
            return false;
        }
    }

    private static Object plain(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> {
                var map = new LinkedHashMap<String, Object>();
                value.properties().forEach(member -> map.put(member.getKey(), plain(member.getValue())));
                yield map;
            }
            case ARRAY -> {
                var list = new ArrayList<Object>();
                value.forEach(item -> list.add(plain(item)));
                yield list;
            }
            case BOOLEAN -> value.booleanValue();
            case NUMBER -> value.isIntegralNumber() ? (Object) value.longValue() : (Object) value.doubleValue();
            case STRING -> value.textValue();
            case BINARY, MISSING, NULL, POJO -> dev.cel.common.values.NullValue.NULL_VALUE;
        };
    }
}
