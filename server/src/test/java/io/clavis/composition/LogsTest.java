package io.clavis.composition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import io.clavis.config.Configuration;
import io.clavis.db.TestDatabase;
import io.clavis.http.Json;
import io.clavis.http.Listener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class LogsTest {
    @TempDir
    private Path directory;

    @AfterEach
    void restoreTheLogOfTests() throws JoranException {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        new ContextInitializer(context).autoConfig();
    }

    private Path file() {
        return directory.resolve("keystone.log");
    }

    private void configure(String... options) {
        var values = new HashMap<>(Map.of("DEFAULT.log_file", file().toString()));
        for (int i = 0; i < options.length; i += 2) {
            values.put(options[i], options[i + 1]);
        }
        Logs.configure(Configuration.of(values));
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(file());
    }

    private static void logInRequest(String message) {
        MDC.put(Listener.REQUEST_ID, "req-1");
        LoggerFactory.getLogger("io.clavis.some.Place").info("{}", message);
        MDC.remove(Listener.REQUEST_ID);
    }

    @Test
    void aPlainLineIsInOsloLogsShape() throws IOException {
        configure();
        logInRequest("hello");
        LoggerFactory.getLogger("io.clavis.some.Place").info("bye");
        var pid = ProcessHandle.current().pid();
        assertThat(lines().getFirst())
                .matches("[0-9-]{10} [0-9:.]{12} " + pid + " INFO io.clavis.some.Place \\[req-1] hello");
        assertThat(lines().getLast()).endsWith("INFO io.clavis.some.Place [-] bye");
    }

    @Test
    void nobodyForgesALine() throws IOException {
        configure();
        logInRequest("GET /v3/x\r\n2026-01-01 00:00:00.000 1 INFO io.clavis all is well");
        assertThat(lines()).hasSize(1);
    }

    @Test
    void aStackTraceIsThere() throws IOException {
        configure();
        LoggerFactory.getLogger("io.clavis.some.Place").error("failed", new IllegalStateException("why"));
        assertThat(lines()).anyMatch(line -> line.contains("IllegalStateException: why"));
        assertThat(lines()).anyMatch(line -> line.startsWith("\tat io.clavis.composition.LogsTest"));
    }

    @Test
    void aJsonLineCarriesTheRequestId() throws IOException {
        for (var option : List.of("clavis.log_format=json", "DEFAULT.use_json=true")) {
            var parts = option.split("=");
            Files.deleteIfExists(file());
            configure(parts);
            logInRequest("hello");
            var line = Json.parse(lines().getFirst().getBytes(StandardCharsets.UTF_8))
                    .orElseThrow();
            assertThat(line.at("/mdc/request_id").asString()).isEqualTo("req-1");
            assertThat(line.at("/level").asString()).isEqualTo("INFO");
            assertThat(lines().getFirst()).contains("hello");
        }
    }

    @Test
    void levelsGoByPythonsNames() throws IOException {
        configure(
                "DEFAULT.default_log_levels", "io.clavis.quiet=WARNING,io.clavis.odd=whatever,io.clavis.last=CRITICAL");
        for (var name : List.of("quiet", "odd", "last", "other")) {
            var log = LoggerFactory.getLogger("io.clavis." + name);
            log.debug("debug of {}", name);
            log.info("info of {}", name);
            log.warn("warning of {}", name);
            log.error("error of {}", name);
        }
        assertThat(String.join("\n", lines()))
                .doesNotContain("debug of")
                .doesNotContain("info of quiet")
                .contains("warning of quiet", "info of odd", "info of other", "error of last")
                .doesNotContain("warning of last");
    }

    @Test
    void debugIsSaidOnlyWhenAskedFor() throws IOException {
        configure("DEFAULT.debug", "true");
        LoggerFactory.getLogger("io.clavis.some.Place").debug("detail");
        assertThat(lines()).hasSize(1);
    }

    @Test
    void aFileThatCannotBeWrittenIsTold() throws IOException {
        Files.writeString(directory.resolve("file"), "");
        assertThatThrownBy(() -> Logs.configure(Configuration.of(Map.of(
                        "DEFAULT.log_file",
                        directory.resolve("file/keystone.log").toString()))))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("log_file");
    }

    // CVE-2013-0247: whoever sends nonsense must not fill the disk.
    @Test
    void refusalsFillNoLog() throws IOException {
        configure("DEFAULT.debug", "false");
        try (var cloud = Cloud.start(TestDatabase.SQLITE)) {
            var before = String.join("\n", lines()).length();
            for (int i = 0; i < 100; i++) {
                cloud.client().get("nonsense" + "x".repeat(5_000), "/v3/users").expect(401);
                cloud.authenticate(i + "x".repeat(100), "wrong", null).expect(401);
            }
            assertThat(String.join("\n", lines()).length() - before).isLessThan(200 * 300);
        }
    }

    @Test
    void aServiceLogsNoSecret() throws IOException {
        configure("DEFAULT.debug", "true");
        String token;
        try (var cloud = Cloud.start(TestDatabase.SQLITE)) {
            token = cloud.admin();
            cloud.authenticate("admin", "wrong-secret", null).expect(401);
            cloud.client().get(token + "x", "/v3/users").expect(401);
            cloud.client()
                    .post(token, "/v3/users", "{'user':{'name':5,'password':'new-secret'}}")
                    .expect(400);
            cloud.client().delete(token, "/v3/users/none").expect(404);
        }
        assertThat(lines()).anyMatch(line -> line.contains("[req-"));
        assertThat(String.join("\n", lines())).doesNotContain("-secret", token, Cloud.PASSWORD);
    }
}
