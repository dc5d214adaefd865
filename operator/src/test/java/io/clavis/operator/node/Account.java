package io.clavis.operator.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/** What a Pod's service account brings into its containers. */
record Account(String namespace, String token, String authority) {
    /** Where containers find it. */
    static final String DIRECTORY = "/run/secrets/kubernetes.io/serviceaccount";

    private static final long HOUR = 3600;

    /** Whether a Pod is to have it. */
    static boolean isWanted(Pod pod) {
        return !Boolean.FALSE.equals(pod.getSpec().getAutomountServiceAccountToken());
    }

    /** With a token that the API server made just now. */
    static Account of(KubernetesClient client, Pod pod) {
        var namespace = pod.getMetadata().getNamespace();
        var name = Optional.ofNullable(pod.getSpec().getServiceAccountName()).orElse("default");
        var request = new TokenRequestBuilder()
                .withNewSpec()
                .withExpirationSeconds(HOUR)
                .endSpec()
                .build();
        TokenRequest made =
                client.serviceAccounts().inNamespace(namespace).withName(name).tokenRequest(request);
        return new Account(namespace, made.getStatus().getToken(), authority(client));
    }

    private static String authority(KubernetesClient client) {
        var configuration = client.getConfiguration();
        if (configuration.getCaCertData() != null) {
            return new String(Base64.getDecoder().decode(configuration.getCaCertData()), UTF_8);
        }
        try {
            return Files.readString(Path.of(configuration.getCaCertFile()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Writes it as files; the directory. */
    Path writeTo(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("token"), token);
        Files.writeString(directory.resolve("ca.crt"), authority);
        Files.writeString(directory.resolve("namespace"), namespace);
        return directory;
    }

    @Override
    public String toString() {
        return "Account[" + namespace + "]";
    }
}
