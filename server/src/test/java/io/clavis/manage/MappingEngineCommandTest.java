package io.clavis.manage;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.http.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingEngineCommandTest {
    private static final String RULES =
            "[{'remote': [{'type': 'LOGIN'}, {'type': 'TEAMS'}], 'local': [{'user': {'name': '{0}'}, 'groups': '{1}',"
                    + " 'domain': {'id': 'default'}}]}]";

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void write() throws IOException {
        write("rules.json", RULES);
        write("assertion", "\nLOGIN: bob\n\nTEAMS: a;b\nnote: x: y\n");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text.replace('\'', '"'));
    }

    private int run(String... more) {
        var arguments = new ArrayList<>(List.of(
                "mapping_engine",
                "--rules",
                directory.resolve("rules.json").toString(),
                "--input",
                directory.resolve("assertion").toString()));
        arguments.addAll(List.of(more));
        return KeystoneManage.run(arguments, Map.of(), new PrintWriter(out, true), new PrintWriter(err, true));
    }

    @Test
    void showsWhoTheRulesMakeOfAnAssertion() {
        assertThat(run()).as(err.toString()).isZero();
        var shown = Json.parse(out.toString().getBytes(StandardCharsets.UTF_8)).orElseThrow();
        assertThat(shown.toString())
                .isEqualTo(
                        "{'user':{'name':'bob','type':'ephemeral'},'group_ids':[],'group_names':[{'name':'a','domain':"
                                        .replace('\'', '"')
                                + "{'id':'default'}},{'name':'b','domain':{'id':'default'}}],'projects':[]}"
                                        .replace('\'', '"'));
    }

    @Test
    void aPrefixLeavesOutTheRest() {
        assertThat(run("--prefix", "TEA")).isEqualTo(1);
        assertThat(err.toString()).contains("Could not map any federated user properties");
    }

    @Test
    void tellsWhatIsWrong() throws IOException {
        write("rules.json", "{'rules': [{'local': []}]}");
        assertThat(run()).isEqualTo(1);
        assertThat(err.toString()).contains("'remote' is a required property");
        write("rules.json", "{'rules'");
        assertThat(run()).isEqualTo(1);
        assertThat(err.toString()).contains("Error while parsing rules");
        write("rules.json", RULES);
        assertThat(run("--mapping-schema-version", "9")).isEqualTo(1);
        write("assertion", "LOGIN bob");
        assertThat(run()).isEqualTo(1);
        assertThat(err.toString()).contains("at line 1 expected 'key: value' but found 'LOGIN bob'");
        Files.delete(directory.resolve("assertion"));
        assertThat(run()).isEqualTo(1);
        assertThat(err.toString()).contains("Error while opening file");
    }
}
