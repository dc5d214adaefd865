package io.clavis.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The words are the real Keystone's, taken from its answers. */
class SchemaViolationTest {
    private final Schemas schemas = new Schemas();

    private String violation(String schema, String json) {
        var document = Json.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
                .orElseThrow();
        return catchThrowableOfType(BadRequest.class, () -> schemas.check(schema, document))
                .text();
    }

    private void user(String attributes, String field, String rest) {
        assertThat(violation("user-create", "{'user': {" + attributes + "}}"))
                .isEqualTo("Invalid input for field/attribute " + field + ". Value: " + rest);
    }

    @Test
    void theValueIsShownAsPythonWritesIt() {
        user("'name': ''", "name", ". '' should be non-empty");
        user("'name': ' '", "name", " . ' ' does not match '[\\\\S]+'");
        user("'name': 5", "name", "5. 5 is not of type 'string'");
        user("'name': null", "name", "None. None is not of type 'string'");
        user(
                "'name': 'a', 'enabled': 'maybe'",
                "enabled",
                "maybe. 'maybe' is not one of [True, 'True', 'TRUE', 'true',"
                        + " False, 'False', 'FALSE', 'false', '', '1', '0', 'y', 'Y', 'n', 'N', 'on', 'ON', 'off', 'OFF', 'yes',"
                        + " 'no']");
        user(
                "'name': 'a', 'options': {'multi_factor_auth_rules': 'x'}",
                "multi_factor_auth_rules",
                "x. 'x' is not of type 'array', 'null'");
        user(
                "'name': 'a', 'options': {'nope': 1}",
                "options",
                "{'nope': 1}. Additional properties are not allowed ('nope' was unexpected)");
    }

    @Test
    void sizesAreSpokenOfAsPythonDoes() {
        assertThat(violation("project-create", "{'project': {'name': 'a', 'tags': ['a', 'a']}}"))
                .endsWith("tags. Value: ['a', 'a']. ['a', 'a'] has non-unique elements");
        assertThat(violation("project-create", "{'project': {'name': '" + "a".repeat(70) + "'}}"))
                .endsWith("'" + "a".repeat(70) + "' is too long");
        assertThat(violation("registered-limits-create", "{'registered_limits': []}"))
                .endsWith("Value: []. [] should be non-empty");
    }

    @Test
    void theFirstViolationInTheOrderOfTheSchemaIsTold() {
        assertThat(violation("group-create", "{'group': {'domain_id': 'x y'}}"))
                .endsWith("domain_id. Value: x y. 'x y' does not match '^[a-zA-Z0-9-]+$'");
    }

    @Test
    void secretsAreNotRepeated() {
        user("'name': 'a', 'password': {'x': 1}", "password", "***. '***' is not of type 'string', 'null'");
        user("'password': 'hidden'", "user", "{'password': '***'}. 'name' is a required property");
    }
}
