package io.clavis.manage;

import io.clavis.composition.Capabilities;
import io.clavis.composition.TokenInspection;
import io.clavis.config.TokenOptions;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code token inspect}: everything about one token but the token. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description =
                "Tells whose a token is, for what, since when and until when, which key sealed it, and whether it is"
                        + " valid now or why not. Exits with 1 where it is not. The token itself is never shown.")
final class TokenInspect implements Callable<Integer> {
    private static final int LONGEST = 16_384;
    private static final Pattern TEXT = Pattern.compile("[A-Za-z0-9_.=-]+");

    @ParentCommand
    private @Nullable TokenCommand token;

    @Parameters(
            arity = "0..1",
            paramLabel = "TOKEN",
            description = "The token; - or nothing to read it from standard input, where no other user of this machine"
                    + " can see it.")
    private String argument = "-";

    @Override
    public Integer call() throws IOException {
        var manage = Objects.requireNonNull(token).manage();
        var configuration = manage.configuration();
        var text = text(manage);
        var provider = TokenInspection.provider(text);
        try (var capabilities = Capabilities.open(configuration)) {
            capabilities.database().nodes().readClock();
            var inspection = TokenInspection.inspector(provider, configuration, capabilities)
                    .inspect(text);
            var view = new TokenView(manage.out(), capabilities.clock().instant());
            return view.print(
                            text,
                            inspection,
                            TokenInspection.key(text, configuration, capabilities),
                            provider,
                            configuration.get(TokenOptions.PROVIDER))
                    ? 0
                    : 1;
        }
    }

    private String text(KeystoneManage manage) throws IOException {
        var line = argument.equals("-") ? manage.in().readLine() : argument;
        var text = line == null ? "" : line.strip();
        if (text.isEmpty()) {
            throw new CommandFailure("There is no token: give it as the argument, or on standard input.");
        }
        if (text.length() > LONGEST || !TEXT.matcher(text).matches()) {
            throw new CommandFailure("That is no token: one has letters, digits, and - _ . = only, and at most "
                    + LONGEST + " of them.");
        }
        return text;
    }
}
