package io.clavis.operator.node;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the Pods of a namespace for real, as a kubelet does: their containers are processes of this machine with the files,
 * the environment, the user and the address that the Pod says, and what becomes of them stands in its status. Probes are
 * asked ten times as often as they say, so that a test need not wait. Limits of memory and processor are not kept, and the
 * image is always the Keystone of this checkout.
 *
 * <p>Needs the rights of root, for namespaces of the kernel.
 */
public final class Node implements AutoCloseable {
    /** The name that containers find the API server by. */
    static final String API_SERVER = "kubernetes.default.svc";

    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    private static final int PAUSE_MILLIS = 200;

    private final KubernetesClient client;
    private final String namespace;
    private final Path directory;
    private final Network network;
    private final Forwarder apiServer;
    private final Image image;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> names = new ConcurrentHashMap<>();
    private final Map<String, PodRun> runs = new ConcurrentHashMap<>();
    private final Set<String> stopping = ConcurrentHashMap.newKeySet();
    private final List<String> troubles = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean closed;

    public Node(KubernetesClient client, String namespace, Path directory) {
        this.client = client;
        this.namespace = namespace;
        this.directory = directory;
        this.image = Image.layOut(directory.resolve("image"));
        this.network = Network.make();
        this.apiServer = new Forwarder(
                network.gateway(), URI.create(client.getMasterUrl().toString()));
        names.put(API_SERVER, network.gateway());
        this.thread = Thread.ofPlatform().name("node").start(this::work);
    }

    /** Why there can be none here; empty where there can. */
    public static Optional<String> obstacle() {
        if (!Image.isBuilt()) {
            return Optional.of("./keystone has built nothing yet");
        }
        for (var program : List.of("unshare", "nsenter", "setpriv", "ip")) {
            if (Command.result(List.of("sh", "-c", "command -v " + program)).status() != 0) {
                return Optional.of("there is no " + program);
            }
        }
        return Command.result(List.of("unshare", "--mount", "--net", "--pid", "--fork", "true"))
                                .status()
                        == 0
                ? Optional.empty()
                : Optional.of("Pods are run by root only");
    }

    /** The machine's own address, as the Pods see it. */
    public String address() {
        return network.gateway();
    }

    /** Makes a name known to Pods that start from now on. */
    public void name(String host, String address) {
        names.put(host, address);
    }

    /** What went wrong that no status says. */
    public List<String> troubles() {
        return List.copyOf(troubles);
    }

    /** All that containers wrote, of Pods that are gone as well. */
    public String logs() {
        return runs.values().stream().flatMap(run -> run.logs().stream()).collect(Collectors.joining("\n"));
    }

    /** The files of a volume of a Pod, as its containers see them now. */
    public Map<String, String> files(String pod, String volume) {
        var shown = directory.resolve("pods").resolve(pod).resolve("volumes").resolve(volume);
        try (var all = Files.list(shown)) {
            var files = new TreeMap<String, String>();
            for (var file : all.filter(Files::isRegularFile).toList()) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void work() {
        while (!closed) {
            try {
                look();
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                return;
            } catch (KubernetesClientException e) {
                if (!closed) {
                    LOG.warn("the API server did not answer the node", e);
                }
            }
        }
    }

    private void look() {
        var there = client.pods().inNamespace(namespace).list().getItems().stream()
                .collect(Collectors.toMap(pod -> pod.getMetadata().getUid(), Function.identity()));
        there.values().stream()
                .filter(pod -> "Pending".equals(pod.getStatus().getPhase()))
                .forEach(this::start);
        for (var run : runs.entrySet()) {
            if (there.containsKey(run.getKey())) {
                run.getValue().refresh();
            } else if (stopping.add(run.getKey())) {
                Thread.ofVirtual().start(() -> stop(run.getValue()));
            }
        }
    }

    private static void stop(PodRun run) {
        try {
            run.stopGracefully();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void start(Pod pod) {
        runs.computeIfAbsent(pod.getMetadata().getUid(), _ -> new PodRun(this, pod, directoryOf(pod)));
    }

    private Path directoryOf(Pod pod) {
        try {
            return Files.createDirectories(
                    directory.resolve("pods").resolve(pod.getMetadata().getName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    KubernetesClient client() {
        return client;
    }

    Network network() {
        return network;
    }

    Image image() {
        return image;
    }

    HttpClient http() {
        return http;
    }

    Map<String, String> names() {
        return names;
    }

    void trouble(String text) {
        troubles.add(text);
    }

    /** Ends all Pods at once. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        runs.values().forEach(PodRun::kill);
        apiServer.close();
        network.close();
        http.close();
    }
}
