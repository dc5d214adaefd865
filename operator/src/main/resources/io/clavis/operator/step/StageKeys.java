// Lays files of a directory down in a Secret, with one request: DIRECTORY NAMESPACE SECRET [NAMES].
// Which files is a regular expression; without one, those that are named by a number.
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

void main(String[] arguments) throws Exception {
    var account = Path.of(
            System.getenv().getOrDefault("SERVICE_ACCOUNT", "/var/run/secrets/kubernetes.io/serviceaccount"));
    var host = System.getenv("KUBERNETES_SERVICE_HOST");
    var address = "https://" + (host.contains(":") ? "[" + host + "]" : host) + ":"
            + System.getenv("KUBERNETES_SERVICE_PORT") + "/api/v1/namespaces/" + arguments[1] + "/secrets/"
            + arguments[2];
    var body = "{\"metadata\":{\"annotations\":{\"forge.c5c3.io/rotation-completed-at\":\""
            + Instant.now().truncatedTo(ChronoUnit.SECONDS) + "\"}},\"data\":{"
            + files(Path.of(arguments[0]), arguments.length > 3 ? arguments[3] : "[0-9]+") + "}}";
    var request = HttpRequest.newBuilder(URI.create(address))
            .timeout(Duration.ofSeconds(60))
            .header("Authorization", "Bearer " + Files.readString(account.resolve("token")).strip())
            .header("Content-Type", "application/strategic-merge-patch+json")
            .method("PATCH", HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (var client = HttpClient.newBuilder()
            .sslContext(trusting(account.resolve("ca.crt")))
            .connectTimeout(Duration.ofSeconds(30))
            .build()) {
        int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status != 200) {
            System.err.println("The API server answered " + status + " when the result was to be laid down.");
            System.exit(1);
        }
    }
}

String files(Path directory, String names) throws Exception {
    try (var files = Files.list(directory)) {
        var lines = files.filter(file -> file.getFileName().toString().matches(names)).sorted().toList();
        var members = new java.util.ArrayList<String>();
        for (var file : lines) {
            members.add("\"" + file.getFileName() + "\":\""
                    + Base64.getEncoder().encodeToString(Files.readAllBytes(file)) + "\"");
        }
        return members.stream().collect(Collectors.joining(","));
    }
}

SSLContext trusting(Path authorities) throws Exception {
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(authorities)) {
        int number = 0;
        for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
            store.setCertificateEntry("authority" + number++, certificate);
        }
    }
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
}
