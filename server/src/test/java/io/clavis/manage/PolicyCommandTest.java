package io.clavis.manage;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.core.joran.spi.JoranException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyCommandTest {
    @TempDir
    private Path directory;

    private CommandLineFixture manage;

    @BeforeEach
    void configure() throws IOException {
        manage = new CommandLineFixture(directory, "sqlite:///" + directory + "/keystone.db");
        manage.configure("[oslo_policy]\npolicy_file = " + file());
    }

    @AfterEach
    void close() throws JoranException {
        manage.close();
    }

    @Test
    void aGoodPolicyPassesAndNeedsNoDatabase() throws IOException {
        Files.writeString(file(), "identity:list_projects: rule:mine\nmine: role:auditor");
        assertThat(manage.run("policy", "check").succeeds().out()).isEqualTo("0 problems\n");
        assertThat(directory.resolve("keystone.db")).doesNotExist();
    }

    @Test
    void eachProblemIsALine() throws IOException {
        Files.writeString(file(), "identity:list_projects: rule:nosuch\nidentity:nosuch: role:a or\n");
        assertThat(manage.run("policy", "check")
                        .fails(1, "identity:list_projects: it refers to the rule nosuch")
                        .out()
                        .lines())
                .hasSize(4)
                .last()
                .isEqualTo("3 problems");
    }

    @Test
    void whatIsNoPolicyFileAndWhatIsNotThereFail() throws IOException {
        manage.run("policy", "check").fails(1, "there is no such file");
        Files.writeString(file(), "- a");
        manage.run("policy", "check").fails(1, "is not a mapping");
        manage.run("policy").fails(2, "check");
    }

    private Path file() {
        return directory.resolve("policy.yaml");
    }
}
