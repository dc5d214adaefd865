package io.clavis;

import io.clavis.manage.KeystoneManage;
import io.clavis.manage.KeystoneStatus;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Where the process begins: {@code serve}, {@code dev}, {@code manage} or {@code status}; the build uses {@code rehearse}. */
public final class Main {
    private Main() {}

    /** Ends the process with an exit code, except where a server runs on. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0) {
            System.err.println("usage: keystone serve | dev | manage | status ...");
            System.exit(2);
        }
        var rest = Arrays.asList(arguments).subList(1, arguments.length);
        var exitCode = switch (arguments[0]) {
            case "serve" -> ServeCommand.run(rest, System.getenv());
            case "dev" -> DevelopmentCommand.run(rest, System.getenv());
            case "manage" -> manage(rest);
            case "status" -> status(rest);
            case "rehearse" -> Rehearsal.run();
            default -> misuse(arguments[0]);
        };
        System.exit(exitCode);
    }

    private static int manage(List<String> arguments) {
        var out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true);
        var err = new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true);
        var in = new InputStreamReader(System.in, StandardCharsets.UTF_8);
        return KeystoneManage.run(arguments, System.getenv(), in, out, err);
    }

    private static int status(List<String> arguments) {
        var out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true);
        var err = new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true);
        return KeystoneStatus.run(arguments, System.getenv(), out, err);
    }

    private static int misuse(String word) {
        System.err.println("keystone: there is no command " + word + "; there are serve, dev, manage and status");
        return 2;
    }
}
