package io.clavis.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicySampleTest {
    @TempDir
    Path dir;

    @Test
    void sampleShowsOperationsScopesAndDeprecation() {
        assertThat(PolicySample.of(DefaultRules.keystone())).contains("""
                # POST /v3/OS-OAUTH1/consumers
                # Intended scope(s): system, project
                #"identity:create_consumer": "rule:admin_required"
                # DEPRECATED since T: "identity:create_consumer": "rule:admin_required"
                """);
    }

    @Test
    void uncommentedSampleSaysTheSameAsTheDefaults() throws IOException {
        var uncommented = PolicySample.of(DefaultRules.keystone())
                .replace("\n#\"", "\n\"")
                .replaceFirst("^#", "");
        var file = Files.writeString(dir.resolve("policy.yaml"), uncommented);
        assertThat(policy(PolicySettings.defaults().withPolicyFile(file)).effectivePolicy())
                .isEqualTo(policy(PolicySettings.defaults()).effectivePolicy());
    }

    @Test
    void effectivePolicyCanBeLoadedAgain() throws IOException {
        var before = policy(PolicySettings.defaults()).effectivePolicy();
        var file = Files.writeString(dir.resolve("policy.yaml"), PolicySample.of(before));
        var after = Enforcer.create(PolicySettings.defaults().withPolicyFile(file), List.of(), InstantSource.system());
        assertThat(after.effectivePolicy()).isEqualTo(before);
    }

    private static Enforcer policy(PolicySettings settings) {
        return Enforcer.create(settings, InstantSource.system());
    }
}
