package io.clavis.operator.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A container that was started. */
final class Container {
    private static final int LOG_TAIL = 2048;

    private final Process process;
    private final Plan plan;

    /**
     * What a container is started with.
     *
     * @param directory of its own, for its log and the like
     * @param environment with the PATH
     */
    record Plan(
            Sandbox sandbox,
            Path directory,
            List<Mount> mounts,
            Map<String, String> environment,
            User user,
            List<String> command) {
        @Override
        public String toString() {
            return "Plan[" + directory.getFileName() + "]";
        }
    }

    /**
     * Who runs it.
     *
     * @param groups separated by commas, not empty
     */
    record User(long id, String groups) {}

    private Container(Process process, Plan plan) {
        this.process = process;
        this.plan = plan;
    }

    static Container start(Plan plan) {
        try {
            Files.createDirectories(plan.directory().resolve("root"));
            var script = plan.directory().resolve("enter.sh");
            try (var in = Container.class.getResourceAsStream("enter.sh")) {
                Files.write(script, in.readAllBytes());
            }
            var message = plan.directory().resolve("message");
            Files.write(message, new byte[0]);
            Files.setAttribute(message, "unix:mode", 0666);
            var lines = new StringBuilder();
            plan.mounts().forEach(mount -> lines.append(mount.line()));
            lines.append(new Mount(message, "/dev/termination-log", false).line());
            var mounts = Files.writeString(plan.directory().resolve("mounts"), lines);
            var command = new ArrayList<>(List.of("/usr/bin/nsenter", "--net", "--pid", "--target"));
            command.addAll(List.of(String.valueOf(plan.sandbox().process()), "--"));
            command.addAll(List.of("/usr/bin/unshare", "--mount", "--propagation", "private", "/bin/sh"));
            command.addAll(
                    List.of(script.toString(), plan.directory().resolve("root").toString(), mounts.toString()));
            command.addAll(List.of(String.valueOf(plan.user().id()), plan.user().groups()));
            command.addAll(plan.command());
            var environment = new java.util.HashMap<>(plan.environment());
            environment.put("CONTAINER_PATH", environment.getOrDefault("PATH", ""));
            return new Container(process(command, environment, plan.directory().resolve("log")), plan);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process process(List<String> command, Map<String, String> environment, Path log) throws IOException {
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Waits for its end. */
    int status() throws InterruptedException {
        return process.waitFor();
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** Runs another command in it; whether it ended well in time. */
    boolean execute(List<String> command, Duration timeout) throws InterruptedException {
        try {
            var all = new ArrayList<>(List.of("/usr/bin/nsenter", "--net", "--pid", "--mount", "--root", "--wd"));
            all.addAll(List.of("--target", String.valueOf(Sandbox.child(process)), "--", "/usr/bin/setpriv"));
            all.addAll(List.of(
                    "--reuid=" + plan.user().id(), "--regid=" + plan.user().id()));
            all.addAll(List.of("--groups=" + plan.user().groups(), "--no-new-privs", "--inh-caps=-all"));
            all.addAll(List.of("--bounding-set=-all", "--"));
            all.addAll(command);
            var other = process(all, plan.environment(), plan.directory().resolve("executed.log"));
            if (!other.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                other.destroyForcibly();
                return false;
            }
            return other.exitValue() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /** Asks it to end, and ends it where it has not within the time. */
    void stop(Duration grace) throws InterruptedException {
        process.children().forEach(ProcessHandle::destroy);
        if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
            kill();
        }
    }

    void kill() {
        process.children().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** What it says about its end: what it wrote for that, or the end of its log. */
    String message(boolean orLog) {
        var message = read("message");
        if (!message.isEmpty() || !orLog) {
            return message;
        }
        var log = log();
        return log.substring(Math.max(0, log.length() - LOG_TAIL));
    }

    String log() {
        return read("log");
    }

    private String read(String file) {
        try {
            return new String(Files.readAllBytes(plan.directory().resolve(file)), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
