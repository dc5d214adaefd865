package io.clavis.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What stands in a request is read or refused with a 4xx, whatever it is. */
class RequestFuzz {
    private static final Schemas SCHEMAS = new Schemas();
    private static final List<String> NAMES = names();

    @FuzzTest
    void everyQueryIsRead(byte[] input) {
        var raw = new String(input, StandardCharsets.ISO_8859_1);
        QueryString.parse(raw).forEach((name, values) -> assertThat(values).isNotEmpty());
    }

    /** A pattern on the first line, a path on the second; a path that has no signs for more fits itself. */
    @FuzzTest
    void everyPathFitsOrDoesNot(byte[] input) {
        var lines = new String(input, StandardCharsets.UTF_8).split("\n", 2);
        var path = lines[lines.length - 1];
        new PathPattern(lines[0]).matches(path);
        if (!path.contains("*") && !path.contains("{")) {
            assertThat(new PathPattern(path).matches(path)).isTrue();
            assertThat(new PathPattern(path).matches(path + "x")).isFalse();
        }
    }

    /** The first byte chooses a schema, the rest is a body for it. */
    @FuzzTest
    void everyBodyIsValidOrRefused(byte[] input) {
        if (input.length == 0) {
            return;
        }
        var name = NAMES.get((input[0] & 0xff) % NAMES.size());
        Json.parse(Arrays.copyOfRange(input, 1, input.length)).ifPresent(body -> {
            assertThat(PythonValue.repr(body)).hasSizeLessThan(1000);
            assertThat(Json.parse(Json.bytes(body))).isPresent();
            try {
                SCHEMAS.check(name, body);
            } catch (BadRequest refused) {
                assertThat(refused.text()).isNotBlank();
            }
        });
    }

    @FuzzTest
    void everyTimeIsReadOrRefused(byte[] input) {
        try {
            assertThat(ExpirationDate.parse(new String(input, StandardCharsets.UTF_8), Instant.EPOCH))
                    .isAfterOrEqualTo(Instant.EPOCH);
        } catch (BadRequest refused) {
            assertThat(refused.text()).isNotBlank();
        }
    }

    /** A text as Python shows it stays on one line, in its quotes. */
    @FuzzTest
    void everyTextIsShown(byte[] input) {
        var shown = PythonText.repr(new String(input, StandardCharsets.UTF_8));
        assertThat(shown).doesNotContain("\n", "\r");
        assertThat(PythonText.ascii(shown)).matches("(?s)[\\x20-\\x7e]*+");
    }

    private static List<String> names() {
        try (Stream<Path> files =
                Files.list(Path.of(RequestFuzz.class.getResource("/schema").toURI()))) {
            return files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .sorted()
                    .toList();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
