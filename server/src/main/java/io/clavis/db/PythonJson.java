package io.clavis.db;

import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.DefaultPrettyPrinter.NopIndenter;
import tools.jackson.core.util.Separators;
import tools.jackson.core.util.Separators.Spacing;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON in columns, to the byte as upstream's {@code json.dumps} writes it: a blank after each comma and colon, and what
 * is not ASCII escaped, because MySQL's utf8mb3 columns cannot hold what lies beyond the basic plane.
 */
final class PythonJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
            .build();
    private static final ObjectWriter WRITER = MAPPER.writer()
            .with(new DefaultPrettyPrinter(Separators.createDefaultInstance()
                            .withObjectNameValueSpacing(Spacing.AFTER)
                            .withObjectEntrySpacing(Spacing.AFTER)
                            .withArrayElementSpacing(Spacing.AFTER)
                            .withObjectEmptySeparator("")
                            .withArrayEmptySeparator(""))
                    .withObjectIndenter(NopIndenter.instance())
                    .withArrayIndenter(NopIndenter.instance()));

    private PythonJson() {}

    static JsonNode read(String text) {
        return MAPPER.readTree(text);
    }

    static String write(Object json) {
        return WRITER.writeValueAsString(json);
    }
}
