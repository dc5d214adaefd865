package io.clavis.operator.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Commands of the machine. */
final class Command {
    private Command() {}

    /**
     * Its output.
     *
     * @throws IllegalStateException where it ended with another status than zero
     */
    static String run(String... command) {
        var result = result(List.of(command));
        if (result.status() != 0) {
            throw new IllegalStateException(String.join(" ", command) + ": " + result.output());
        }
        return result.output();
    }

    /** What became of it, whatever that is. */
    static Result result(List<String> command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Output and errors are one text. */
    record Result(int status, String output) {}
}
