package io.clavis.domainconfig;

import tools.jackson.databind.JsonNode;

/** What Python takes for false. Some of upstream's rules ask that of what a client sent. */
final class Falsy {
    private Falsy() {}

    static boolean test(JsonNode value) {
        return switch (value.getNodeType()) {
            case MISSING, NULL -> true;
            case BOOLEAN -> !value.booleanValue();
            case NUMBER -> value.doubleValue() == 0;
            case STRING -> value.stringValue().isEmpty();
            case ARRAY, OBJECT -> value.isEmpty();
            case BINARY, POJO -> false;
        };
    }
}
