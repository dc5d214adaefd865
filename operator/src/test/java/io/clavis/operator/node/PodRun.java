package io.clavis.operator.node;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.SecurityContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One Pod from its start to its end. */
final class PodRun {
    private static final Logger LOG = LoggerFactory.getLogger(PodRun.class);
    private static final Duration BACKOFF = Duration.ofSeconds(1);
    private static final long GRACE_SECONDS = 30;

    private final Node node;
    private final Pod pod;
    private final Path directory;
    private final Volumes volumes;
    private final PodReport report;
    private final Map<String, Container> running = new LinkedHashMap<>();
    private final Thread thread;
    private volatile @Nullable Sandbox sandbox;
    private volatile boolean stopped;
    private int starts;

    PodRun(Node node, Pod pod, Path directory) {
        this.node = node;
        this.pod = pod;
        this.directory = directory;
        this.volumes = new Volumes(node.client(), pod, directory.resolve("volumes"));
        this.report = new PodReport(node.client(), pod);
        this.thread = Thread.ofVirtual().name(name()).start(this::run);
    }

    private String name() {
        return pod.getMetadata().getName();
    }

    private void run() {
        try {
            prepare();
            if (initialized()) {
                serve();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            if (!stopped) {
                LOG.error("pod={} cannot be run", name(), e);
                node.trouble(name() + ": " + e);
            }
        }
    }

    private void prepare() throws IOException, InterruptedException {
        while (true) {
            try {
                volumes.refresh();
                break;
            } catch (Volumes.Missing e) {
                report.waiting(firstContainer(), "ContainerCreating", e.getMessage());
                Thread.sleep(BACKOFF);
            }
        }
        var made = Sandbox.start(node.network());
        sandbox = made;
        report.address(made.address());
        if (stopped) {
            made.close();
        }
    }

    private String firstContainer() {
        return pod.getSpec().getContainers().getFirst().getName();
    }

    /** Whether all init containers ended well. */
    private boolean initialized() throws IOException, InterruptedException {
        for (var spec : pod.getSpec().getInitContainers()) {
            while (true) {
                var container = start(spec);
                int status = container.status();
                if (status == 0) {
                    break;
                }
                if (stopped || "Never".equals(pod.getSpec().getRestartPolicy())) {
                    report.waiting(firstContainer(), "PodInitializing", spec.getName() + " ended with " + status);
                    report.phase("Failed");
                    return false;
                }
                Thread.sleep(BACKOFF);
            }
        }
        return true;
    }

    private void serve() throws InterruptedException {
        var threads = new ArrayList<Thread>();
        var statuses = new LinkedHashMap<String, Integer>();
        for (var spec : pod.getSpec().getContainers()) {
            threads.add(Thread.ofVirtual().name(name() + "/" + spec.getName()).start(() -> {
                int status = supervise(spec);
                synchronized (statuses) {
                    statuses.put(spec.getName(), status);
                }
            }));
        }
        for (var each : threads) {
            each.join();
        }
        if (!stopped) {
            report.phase(statuses.values().stream().allMatch(status -> status == 0) ? "Succeeded" : "Failed");
        }
    }

    /** Runs a container until it is not to be started again; its last status. */
    private int supervise(io.fabric8.kubernetes.api.model.Container spec) {
        try {
            for (int restarts = 0; ; restarts++) {
                var container = start(spec);
                report.running(spec.getName(), restarts);
                var checks = Thread.ofVirtual().name(name() + " checks").start(() -> check(spec, container));
                int status = container.status();
                checks.interrupt();
                var policy = pod.getSpec().getRestartPolicy();
                boolean ends = stopped || policy.equals("Never") || (policy.equals("OnFailure") && status == 0);
                report.ended(
                        spec.getName(), restarts, terminated(status, container.message(isFromLog(spec, status))), ends);
                if (ends) {
                    return status;
                }
                Thread.sleep(BACKOFF);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        } catch (IOException | RuntimeException e) {
            if (!stopped) {
                LOG.error("pod={} container={} cannot be run", name(), spec.getName(), e);
                node.trouble(name() + ": " + e);
            }
            return 1;
        }
    }

    private static boolean isFromLog(io.fabric8.kubernetes.api.model.Container spec, int status) {
        return status != 0 && "FallbackToLogsOnError".equals(spec.getTerminationMessagePolicy());
    }

    private static ContainerState terminated(int status, String message) {
        return new ContainerStateBuilder()
                .withNewTerminated()
                .withExitCode(status)
                .withReason(status == 0 ? "Completed" : "Error")
                .withMessage(message.isEmpty() ? null : message)
                .endTerminated()
                .build();
    }

    private Container start(io.fabric8.kubernetes.api.model.Container spec) throws IOException, InterruptedException {
        while (true) {
            try {
                var plan = plan(spec);
                synchronized (running) {
                    if (stopped) {
                        throw new InterruptedException();
                    }
                    var container = Container.start(plan);
                    running.put(spec.getName(), container);
                    return container;
                }
            } catch (Volumes.Missing e) {
                report.waiting(spec.getName(), "CreateContainerConfigError", e.getMessage());
                Thread.sleep(BACKOFF);
            }
        }
    }

    private Container.Plan plan(io.fabric8.kubernetes.api.model.Container spec) throws Volumes.Missing, IOException {
        var box = sandbox;
        if (box == null) {
            throw new IllegalStateException("no sandbox");
        }
        var own = Files.createDirectories(directory.resolve(spec.getName() + "-" + ++starts));
        var environment = Environment.of(node.client(), pod, box.address(), node.image(), spec);
        var mounts = new ArrayList<>(node.image().mounts());
        mounts.add(new Mount(hosts(own, box.address()), "/etc/hosts", true));
        if (Account.isWanted(pod)) {
            var account = Account.of(node.client(), pod).writeTo(own.resolve("account"));
            mounts.add(new Mount(account, Account.DIRECTORY, true));
        }
        mounts.addAll(volumes.mounts(spec.getVolumeMounts()));
        var command = new ArrayList<>(Environment.expanded(spec.getCommand(), environment));
        command.addAll(Environment.expanded(spec.getArgs(), environment));
        if (command.isEmpty()) {
            throw new IllegalStateException("a container without a command: " + spec.getName());
        }
        return new Container.Plan(box, own, mounts, environment, user(spec), command);
    }

    private Container.User user(io.fabric8.kubernetes.api.model.Container spec) {
        var all = Optional.ofNullable(pod.getSpec().getSecurityContext());
        var one = Optional.ofNullable(spec.getSecurityContext());
        long id = one.map(SecurityContext::getRunAsUser)
                .or(() -> all.map(PodSecurityContext::getRunAsUser))
                .orElse(0L);
        boolean ordinary = one.map(SecurityContext::getRunAsNonRoot)
                .or(() -> all.map(PodSecurityContext::getRunAsNonRoot))
                .orElse(false);
        if (id == 0 && ordinary) {
            throw new IllegalStateException("container has runAsNonRoot and image will run as root");
        }
        long group = all.map(PodSecurityContext::getFsGroup).orElse(id);
        return new Container.User(id, String.valueOf(group));
    }

    private Path hosts(Path own, String address) throws IOException {
        var lines = new StringBuilder("127.0.0.1 localhost\n" + address + " " + name() + "\n");
        node.names()
                .forEach((host, known) ->
                        lines.append(known).append(' ').append(host).append('\n'));
        return Files.writeString(own.resolve("hosts"), lines);
    }

    private void check(io.fabric8.kubernetes.api.model.Container spec, Container container) {
        try {
            var box = sandbox;
            var checks = new Checks(node.http(), container, box == null ? "" : box.address());
            if (spec.getStartupProbe() != null && !starts(spec.getStartupProbe(), checks)) {
                node.trouble(name() + ": the startup probe failed");
                container.kill();
                return;
            }
            if (spec.getReadinessProbe() == null) {
                report.ready(spec.getName(), container.isRunning());
            } else {
                Thread.ofVirtual().start(() -> followReadiness(spec, container, checks));
            }
            if (spec.getLivenessProbe() != null) {
                followLiveness(spec.getLivenessProbe(), container, checks);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean starts(Probe probe, Checks checks) throws InterruptedException {
        Checks.delay(probe);
        for (int i = 0; i < Checks.failures(probe) * Checks.HASTE; i++) {
            if (checks.passes(probe)) {
                return true;
            }
            Checks.pause(probe);
        }
        return false;
    }

    private void followReadiness(io.fabric8.kubernetes.api.model.Container spec, Container container, Checks checks) {
        try {
            var probe = spec.getReadinessProbe();
            Checks.delay(probe);
            int failures = 0;
            while (container.isRunning() && !stopped) {
                failures = checks.passes(probe) ? 0 : failures + 1;
                if (failures == 0 || failures >= Checks.failures(probe)) {
                    report.ready(spec.getName(), failures == 0 && container.isRunning());
                }
                Checks.pause(probe);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void followLiveness(Probe probe, Container container, Checks checks) throws InterruptedException {
        Checks.delay(probe);
        int failures = 0;
        while (container.isRunning() && !stopped) {
            failures = checks.passes(probe) ? 0 : failures + 1;
            if (failures >= Checks.failures(probe)) {
                node.trouble(name() + ": the liveness probe failed");
                container.stop(grace());
                return;
            }
            Checks.pause(probe);
        }
    }

    private Duration grace() {
        return Duration.ofSeconds(Optional.ofNullable(pod.getSpec().getTerminationGracePeriodSeconds())
                .orElse(GRACE_SECONDS));
    }

    /** Brings its volumes up to date. */
    void refresh() {
        if (sandbox == null || stopped) {
            return;
        }
        try {
            volumes.refresh();
        } catch (Volumes.Missing e) {
            // As a kubelet does: the files stay as they were.
            LOG.debug("pod={} volume not refreshed: {}", name(), e.getMessage());
        } catch (IOException e) {
            node.trouble(name() + ": " + e);
        }
    }

    /** Ends it as a kubelet does: first what is to run before, then a signal, and after the grace period another one. */
    void stopGracefully() throws InterruptedException {
        stopped = true;
        long end = System.nanoTime() + grace().toNanos();
        for (var spec : pod.getSpec().getContainers()) {
            var container = container(spec.getName());
            if (container.isEmpty() || !container.get().isRunning()) {
                continue;
            }
            var before =
                    spec.getLifecycle() == null ? null : spec.getLifecycle().getPreStop();
            if (before != null && before.getExec() != null) {
                container.get().execute(before.getExec().getCommand(), grace());
            }
            container.get().stop(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        }
        kill();
    }

    /** Ends it at once. */
    void kill() {
        stopped = true;
        thread.interrupt();
        var box = sandbox;
        if (box != null) {
            box.close();
        }
    }

    Optional<Container> container(String container) {
        synchronized (running) {
            return Optional.ofNullable(running.get(container));
        }
    }

    /** All that its containers wrote. */
    List<String> logs() {
        synchronized (running) {
            return running.entrySet().stream()
                    .map(each -> "--- " + name() + "/" + each.getKey() + "\n"
                            + each.getValue().log())
                    .toList();
        }
    }
}
