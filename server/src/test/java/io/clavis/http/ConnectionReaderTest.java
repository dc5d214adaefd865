package io.clavis.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.ServerConnectionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ConnectionReaderTest {
    @Test
    void whatComesInPiecesIsReadAsOne() throws Exception {
        var reader = reader(List.of("GET /v3", " HTTP/1.1\r", "\nHost", ": here\r\n", "body and", " more"));
        var first = new StringBuilder();
        assertThat(reader.readAsciiString(3)).isEqualTo("GET");
        first.append(line(reader)).append('|').append(line(reader));
        assertThat(first).hasToString(" /v3 HTTP/1.1|Host: here");
        assertThat(reader.readBytes(4)).isEqualTo("body".getBytes(StandardCharsets.US_ASCII));
        reader.skip(4);
        assertThat(reader.available()).isZero();
        assertThat((char) reader.lookup()).isEqualTo(' ');
        assertThat(reader.readBuffer().readString(5, StandardCharsets.US_ASCII)).isEqualTo(" more");
        assertThatExceptionOfType(DataReader.InsufficientDataAvailableException.class)
                .isThrownBy(reader::ensureAvailable);
    }

    @Test
    void aBrokenConnectionEndsAsTheLibraryExpects() {
        var reader = new ConnectionReader(
                () -> {
                    throw new UncheckedIOException(new IOException("reset by peer"));
                },
                DataReader.create(() -> new byte[0]));
        assertThatExceptionOfType(ServerConnectionException.class).isThrownBy(reader::ensureAvailable);
    }

    private static String line(DataReader reader) throws DataReader.IncorrectNewLineException {
        var text = reader.readAsciiString(reader.findNewLine(100));
        reader.skip(2);
        return text;
    }

    private static ConnectionReader reader(List<String> pieces) {
        var left = new ArrayDeque<>(pieces);
        Supplier<byte[]> socket = () -> Optional.ofNullable(left.poll())
                .map(piece -> piece.getBytes(StandardCharsets.US_ASCII))
                .orElseThrow(DataReader.InsufficientDataAvailableException::new);
        var first = DataReader.create(socket);
        first.ensureAvailable();
        return new ConnectionReader(socket, first);
    }
}
