package io.clavis.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PartsTest {
    @Test
    void whatIsWrittenIsReadInItsOrder() throws IOException {
        var random = new Random(7);
        var parts = new Parts();
        var expected = new ByteArrayOutputStream();
        for (int i = 0; i < 300; i++) {
            var bytes = new byte[random.nextInt(40_000)];
            random.nextBytes(bytes);
            parts.write(bytes, 0, bytes.length);
            expected.writeBytes(bytes);
            parts.write(i);
            expected.write(i);
        }
        var joined = new ByteArrayOutputStream();
        parts.toList().forEach(joined::writeBytes);
        assertThat(joined.toByteArray()).isEqualTo(expected.toByteArray());
    }

    @Test
    void whatIsPassedOnIsNotKept() throws IOException {
        var parts = new Parts();
        var out = new ByteArrayOutputStream();
        parts.write("before".getBytes(StandardCharsets.US_ASCII));
        parts.passTo(out);
        parts.write(" and after".getBytes(StandardCharsets.US_ASCII));
        assertThat(out).hasToString("before and after");
        assertThat(parts.size()).isEqualTo("before".length());
    }

    @Test
    void littleIsOnePart() throws IOException {
        var parts = new Parts();
        parts.write('x');
        assertThat(parts.toList()).containsExactly(new byte[] {'x'});
    }
}
