package io.clavis.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** 1500 generated rules, well-formed and not, and what the real oslo.policy decided on them. */
class LanguageAgainstOsloPolicyTest {
    @TempDir
    Path dir;

    @Test
    void generatedRulesDecideAsOsloPolicy() throws IOException {
        var lines = Golden.read("language.jsonl").lines().toList();
        var inputs = Golden.json(lines.getFirst());
        var credentials = Golden.credentials(Golden.map(inputs.get("credentials")));
        var differences = new ArrayList<String>();
        var file = dir.resolve("policy.json");
        for (var line : lines.subList(1, lines.size())) {
            var recorded = Golden.json(line);
            Files.writeString(file, JsonMapper.shared().writeValueAsString(recorded.get("rules")));
            var enforcer =
                    Enforcer.create(PolicySettings.defaults().withPolicyFile(file), List.of(), InstantSource.system());
            var allowed = enforcer.decide("asked", credentials, Golden.map(inputs.get("target")))
                    .allowed();
            // E: oslo.policy raises an error, which refuses the request as well.
            if (allowed != recorded.get("expect").equals("A")) {
                differences.add(line);
            }
        }
        assertThat(lines).hasSize(1501);
        assertThat(differences).isEmpty();
    }
}
