package io.clavis.operator.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.clavis.operator.configuration.Resources;
import io.clavis.operator.identity.Identity;
import io.clavis.operator.identity.Kind;
import io.clavis.operator.identity.RunningKeystone;
import io.clavis.operator.identity.Witness;
import io.clavis.operator.pipeline.Conditions;
import io.clavis.operator.resource.Keystone;
import io.clavis.operator.resource.KeystoneApplicationCredential;
import io.clavis.operator.resource.KeystoneApplicationCredentialSpec;
import io.clavis.operator.resource.KeystoneEndpoint;
import io.clavis.operator.resource.KeystoneEndpointSpec;
import io.clavis.operator.resource.KeystoneService;
import io.clavis.operator.resource.KeystoneServiceSpec;
import io.clavis.operator.resource.KeystoneStatus;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.javaoperatorsdk.operator.Operator;
import java.io.File;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The controllers between a real API server and a real Keystone; needs {@code CLAVIS_KUBECONFIG}. */
final class RegistrationsClusterTest {
    private static final int TRIES = 600;
    private static final int PAUSE_MILLIS = 100;

    private KubernetesClient client;
    private String namespace;
    private RunningKeystone keystone;
    private Witness witness;
    private Identity admin;
    private Operator operator;

    @BeforeEach
    void startOperator() throws IOException, InterruptedException {
        var kubeconfig = System.getenv("CLAVIS_KUBECONFIG");
        assumeTrue(kubeconfig != null, "CLAVIS_KUBECONFIG does not name the kubeconfig of a test cluster");
        keystone = RunningKeystone.start();
        witness = new Witness(keystone.address());
        admin = keystone.administrator();
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(new File(kubeconfig)))
                .build();
        for (var name :
                List.of("keystones", "keystoneservices", "keystoneendpoints", "keystoneapplicationcredentials")) {
            try (var definition = Keystone.class.getResourceAsStream("/crds/" + name + ".yaml")) {
                client.apiextensions()
                        .v1()
                        .customResourceDefinitions()
                        .load(definition)
                        .createOr(NonDeletingOperation::update);
            }
        }
        until(() -> client.getApiResources(Keystone.GROUP + "/" + Keystone.VERSION) != null
                && Optional.ofNullable(client.getApiResources(KeystoneService.GROUP + "/" + KeystoneService.VERSION))
                        .filter(kinds -> kinds.getResources().size() >= 6)
                        .isPresent());
        namespace = "clavis-" + UUID.randomUUID();
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
        secret("keystone-admin-credentials", Map.of("password", keystone.password()));
        secret("osp-secret", Map.of("NovaPassword", "of nova"));
        startKeystone();
        startOnly();
    }

    @AfterEach
    void stopAll() throws IOException {
        leaveNothing();
        stopOnly();
        if (client != null) {
            client.close();
        }
        if (keystone != null) {
            witness.close();
            keystone.close();
        }
    }

    @Test
    void allIsRegisteredThenNothingIsWrittenAndDeletionTakesItAway() {
        client.resource(endpoint()).create();
        client.resource(credential()).create();
        client.resource(service()).create();
        until(() -> ready(find(KeystoneService.class).getStatus().conditions())
                && ready(find(KeystoneEndpoint.class).getStatus().conditions())
                && ready(find(KeystoneApplicationCredential.class).getStatus().conditions()));
        assertThat(admin.find(Kind.ENDPOINTS, Map.of("url", "http://nova"))).hasSize(1);
        var credential = find(KeystoneApplicationCredential.class).getStatus();
        assertThat(secretNamed(credential.secretName()).getData()).containsOnlyKeys("AC_ID", "AC_SECRET");
        assertThat(find(KeystoneService.class).getFinalizers()).containsExactly(KeystoneServiceReconciler.FINALIZER);
        until(() -> reasons()
                .containsAll(Set.of("ServiceRegistered", "UserRegistered", "EndpointsRegistered", "AllReady")));

        stopOnly();
        var before = versions();
        witness.writes();
        startOnly();
        // Each is looked at when the operator starts; one that changes shows that this was done.
        client.resource(find(KeystoneEndpoint.class)).edit(endpoint -> {
            endpoint.setSpec(new KeystoneEndpointSpec("nova", Map.of("public", "http://nova-two")));
            return endpoint;
        });
        until(() -> admin.find(Kind.ENDPOINTS, Map.of("url", "http://nova-two")).size() == 1);
        sleep();
        assertThat(witness.writes()).hasSize(1).allMatch(write -> write.startsWith("PATCH /v3/endpoints/"));
        var after = versions();
        before.keySet().removeIf(name -> name.startsWith("KeystoneEndpoint"));
        after.keySet().removeIf(name -> name.startsWith("KeystoneEndpoint"));
        assertThat(after).isEqualTo(before).hasSize(6);

        client.resource(find(KeystoneApplicationCredential.class)).delete();
        client.resource(find(KeystoneEndpoint.class)).delete();
        until(() -> gone(KeystoneApplicationCredential.class) && gone(KeystoneEndpoint.class));
        until(() -> secretNamed(credential.secretName()) == null);
        assertThat(admin.find(Kind.ENDPOINTS, Map.of("url", "http://nova-two"))).isEmpty();
        client.resource(find(KeystoneService.class)).delete();
        until(() -> gone(KeystoneService.class));
        assertThat(admin.find(Kind.SERVICES, Map.of("name", "nova"))).isEmpty();
        assertThat(admin.find(Kind.USERS, Map.of("name", "nova"))).isEmpty();
    }

    @Test
    void aPasswordThatChangesAndASecretThatIsDeletedAreNoticedAtOnce() {
        client.resource(service()).create();
        client.resource(credential()).create();
        until(() -> ready(find(KeystoneApplicationCredential.class).getStatus().conditions()));
        var first = find(KeystoneApplicationCredential.class).getStatus().secretName();
        client.secrets()
                .inNamespace(namespace)
                .withName("osp-secret")
                .edit(secret -> new SecretBuilder(secret)
                        .withStringData(Map.of("NovaPassword", "another one"))
                        .build());
        var user = admin.one(Kind.USERS, Map.of("name", "nova")).path("id").asText();
        until(() -> witness.writes().contains("PATCH /v3/users/" + user));
        // The protection keeps it until there is another, and until nobody needs it.
        client.secrets().inNamespace(namespace).withName(first).delete();
        until(() -> !first.equals(
                find(KeystoneApplicationCredential.class).getStatus().secretName()));
        assertThat(secretNamed(first).getData()).containsKey("AC_SECRET");
    }

    @Test
    void whoseKeystoneIsGoneGoesToo() {
        client.resource(service()).create();
        until(() -> ready(find(KeystoneService.class).getStatus().conditions()));
        client.resources(Keystone.class)
                .inNamespace(namespace)
                .withName("keystone")
                .delete();
        client.resource(find(KeystoneService.class)).delete();
        until(() -> gone(KeystoneService.class));
    }

    /** What is left with a finalizer would keep the definitions from being deleted. */
    private void leaveNothing() {
        if (operator == null) {
            return;
        }
        var kinds = List.of(KeystoneApplicationCredential.class, KeystoneEndpoint.class, KeystoneService.class);
        kinds.forEach(kind -> client.resources(kind).inNamespace(namespace).delete());
        until(() -> kinds.stream().allMatch(this::gone));
    }

    private void startOnly() {
        operator = new Operator(
                configuration -> configuration.withKubernetesClient(client).withCloseClientOnStop(false));
        Registrations.register(
                operator,
                client,
                Set.of(namespace),
                _ -> Optional.of(witness.address()),
                new SecureRandom(),
                InstantSource.system());
        operator.start();
    }

    private void stopOnly() {
        if (operator != null) {
            operator.stop();
            operator = null;
        }
    }

    /** Nobody makes it run here: the one beside the API server does. */
    private void startKeystone() {
        var document = Resources.document();
        document.getMetadata().setNamespace(namespace);
        document.getMetadata().setUid(null);
        var made = client.resource(document).create();
        var conditions = new Conditions(List.of(), 1L, InstantSource.system().instant());
        conditions.aggregate(List.of());
        made.setStatus(new KeystoneStatus(conditions.all(), 1L, "http://nowhere.invalid/v3", null, null, null));
        client.resource(made).updateStatus();
    }

    private KeystoneService service() {
        var service = new KeystoneService();
        service.setMetadata(new ObjectMetaBuilder()
                .withNamespace(namespace)
                .withName("nova")
                .build());
        service.setSpec(new KeystoneServiceSpec(true, "compute", "nova", null, "nova", "osp-secret", "NovaPassword"));
        return service;
    }

    private KeystoneEndpoint endpoint() {
        var endpoint = new KeystoneEndpoint();
        endpoint.setMetadata(new ObjectMetaBuilder()
                .withNamespace(namespace)
                .withName("nova")
                .build());
        endpoint.setSpec(new KeystoneEndpointSpec("nova", Map.of("public", "http://nova")));
        return endpoint;
    }

    private KeystoneApplicationCredential credential() {
        var credential = new KeystoneApplicationCredential();
        credential.setMetadata(new ObjectMetaBuilder()
                .withNamespace(namespace)
                .withName("nova")
                .build());
        credential.setSpec(new KeystoneApplicationCredentialSpec(
                "nova", "osp-secret", "NovaPassword", null, null, List.of("service"), null, null));
        return credential;
    }

    private <T extends HasMetadata> T find(Class<T> type) {
        return client.resources(type).inNamespace(namespace).withName("nova").get();
    }

    private boolean gone(Class<? extends HasMetadata> type) {
        return find(type) == null;
    }

    private Secret secretNamed(String name) {
        return client.secrets().inNamespace(namespace).withName(name).get();
    }

    private static boolean ready(List<Condition> conditions) {
        return conditions.stream()
                .anyMatch(condition -> condition.getType().equals("Ready")
                        && condition.getStatus().equals("True"));
    }

    private List<String> reasons() {
        return client.v1().events().inNamespace(namespace).list().getItems().stream()
                .map(event -> event.getReason())
                .toList();
    }

    private void secret(String name, Map<String, String> data) {
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .endMetadata()
                        .withStringData(data)
                        .build())
                .create();
    }

    private Map<String, String> versions() {
        var versions = new TreeMap<String, String>();
        for (Class<? extends HasMetadata> type : List.of(
                Keystone.class,
                KeystoneService.class,
                KeystoneEndpoint.class,
                KeystoneApplicationCredential.class,
                Secret.class)) {
            client.resources(type).inNamespace(namespace).list().getItems().stream()
                    .filter(object -> !object.getMetadata().getName().startsWith("default-token"))
                    .forEach(object -> versions.put(
                            object.getKind() + " " + object.getMetadata().getName(),
                            object.getMetadata().getResourceVersion()));
        }
        return versions;
    }

    private static void until(BooleanSupplier reached) {
        for (int i = 0; i < TRIES; i++) {
            try {
                if (reached.getAsBoolean()) {
                    return;
                }
            } catch (NullPointerException e) {
                // No status yet.
            }
            sleep(PAUSE_MILLIS);
        }
        throw new AssertionError("not reached");
    }

    private static void sleep() {
        sleep(2000);
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
