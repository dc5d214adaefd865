package io.clavis.operator.registration;

import static io.clavis.operator.registration.Site.condition;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clavis.operator.identity.Identity;
import io.clavis.operator.identity.Kind;
import io.clavis.operator.pipeline.Notice;
import io.clavis.operator.pipeline.WorldInMemory;
import io.clavis.operator.pipeline.Write;
import io.clavis.operator.registration.Rounds.Round;
import io.clavis.operator.resource.KeystoneApplicationCredential;
import io.clavis.operator.resource.KeystoneApplicationCredentialSpec;
import io.clavis.operator.resource.KeystoneApplicationCredentialSpec.AccessRule;
import io.clavis.operator.resource.KeystoneApplicationCredentialStatus;
import io.clavis.operator.resource.KeystoneService;
import io.clavis.operator.resource.KeystoneServiceSpec;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Application credentials in a real Keystone. */
final class CredentialWorkTest {
    private static Site site;
    private static Identity admin;

    private WorldInMemory world;
    private KeystoneApplicationCredential resource;
    private Rounds<KeystoneApplicationCredential, KeystoneApplicationCredentialStatus> rounds;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        site = Site.start();
        admin = site.administrator();
    }

    @AfterAll
    static void stop() throws IOException {
        if (site != null) {
            site.close();
        }
    }

    @BeforeEach
    void prepare() throws IOException {
        world = site.world().withSecret("osp-secret", Map.of("BarbicanPassword", "of barbican"));
        var service = Site.named(new KeystoneService(), "barbican");
        service.setSpec(new KeystoneServiceSpec(
                true, "key-manager", "barbican", null, "barbican", "osp-secret", "BarbicanPassword"));
        new Rounds<>(new ServiceWork(site.logins()), site.logins()).pursue(service, world, world);
        resource = Site.named(new KeystoneApplicationCredential(), "ac-barbican");
        wanted(List.of("service"), List.of());
        rounds = new Rounds<>(new CredentialWork(site.logins(), new SecureRandom()), site.logins());
        site.writes();
    }

    @AfterEach
    void removeAll() {
        admin.find(Kind.USERS, Map.of("name", "barbican"))
                .forEach(one -> admin.delete(Kind.USERS, one.path("id").asText()));
    }

    @Test
    void aSecretHoldsOneThatLetsIn() throws Exception {
        var round = pursue();
        var status = round.status();
        assertThat(condition(status.conditions(), "Ready").getStatus()).isEqualTo("True");
        assertThat(status.secretName()).isEqualTo("ac-barbican-" + status.acID().substring(0, 5) + "-secret");
        assertThat(Duration.between(Instant.parse(status.createdAt()), Instant.parse(status.expiresAt())))
                .isEqualTo(Duration.ofDays(365));
        assertThat(Duration.between(Instant.parse(status.rotationEligibleAt()), Instant.parse(status.expiresAt())))
                .isEqualTo(Duration.ofDays(182));
        assertThat(status.lastRotated()).isNull();
        assertThat(status.previousSecretName()).isNull();
        var secret = secret(status.secretName());
        assertThat(secret.getImmutable()).isTrue();
        assertThat(secret.getMetadata().getFinalizers()).containsExactly("openstack.org/ac-secret-protection");
        assertThat(secret.getMetadata().getLabels()).containsEntry("application-credential-service", "barbican");
        assertThat(letsIn(secret)).isTrue();
        assertThat(round.notices())
                .extracting(Notice::reason)
                .contains("ApplicationCredentialCreated", "ApplicationCredentialReady");
        assertThat(round.toString() + round.notices()).doesNotContain(text(secret, "AC_SECRET"));
    }

    @Test
    void whereAllIsAsItShouldBeNothingIsWritten() {
        pursue();
        var status = resource.getStatus();
        int writes = world.writes();
        site.writes();
        var again = pursue();
        assertThat(again.status()).isEqualTo(status);
        assertThat(again.notices()).isEmpty();
        assertThat(again.again()).isEqualTo(Rounds.RESYNC);
        assertThat(site.writes()).isEmpty();
        assertThat(world.writes()).isEqualTo(writes);
    }

    @Test
    void itIsRenewedInTimeAndTheOneBeforeStillLetsIn() throws Exception {
        pursue();
        var first = secret(resource.getStatus().secretName());
        world.pass(Duration.ofDays(182));
        pursue();
        assertThat(resource.getStatus().secretName())
                .isEqualTo(first.getMetadata().getName());
        world.pass(Duration.ofDays(2));
        assertThat(pursue().notices()).extracting(Notice::reason).contains("ApplicationCredentialRotated");
        var second = secret(resource.getStatus().secretName());
        assertThat(resource.getStatus().previousSecretName())
                .isEqualTo(first.getMetadata().getName());
        assertThat(resource.getStatus().lastRotated()).isNotNull();
        settle();
        assertThat(letsIn(first)).isTrue();
        assertThat(letsIn(second)).isTrue();
        world.pass(Duration.ofDays(180));
        settle();
        assertThat(resource.getStatus().previousSecretName()).isNotNull();
        // Once it has expired nobody needs it any more.
        world.pass(Duration.ofDays(2));
        settle();
        assertThat(resource.getStatus().previousSecretName()).isNull();
        assertThat(world.find(Secret.class, first.getMetadata().getName())).isEmpty();
        assertThat(letsIn(first)).isFalse();
        assertThat(letsIn(second)).isTrue();
    }

    @Test
    void theLastButOneGoesUnlessSomebodyUsesIt() throws Exception {
        pursue();
        var first = secret(resource.getStatus().secretName());
        world.change(
                Secret.class,
                first.getMetadata().getName(),
                secret -> secret.getMetadata()
                        .setFinalizers(List.of(CredentialSecret.PROTECTION, "openstack.org/barbican-ac-consumer")));
        wanted(List.of("admin"), List.of());
        pursue();
        var second = secret(resource.getStatus().secretName());
        wanted(List.of("admin", "service"), List.of());
        pursue();
        settle();
        assertThat(resource.getStatus().previousSecretName())
                .isEqualTo(second.getMetadata().getName());
        assertThat(letsIn(first)).isTrue();
        world.change(
                Secret.class,
                first.getMetadata().getName(),
                secret -> secret.getMetadata().setFinalizers(List.of(CredentialSecret.PROTECTION)));
        settle();
        assertThat(letsIn(first)).isFalse();
        assertThat(letsIn(second)).isTrue();
        assertThat(world.find(Secret.class, first.getMetadata().getName())).isEmpty();
    }

    @Test
    void accessRulesAreKept() {
        wanted(List.of("service"), List.of(new AccessRule("compute", "GET", "/v2.1/servers")));
        pursue();
        var there = admin.find(credentials(), Map.of()).getFirst();
        assertThat(there.path("access_rules").path(0).path("path").asText()).isEqualTo("/v2.1/servers");
        assertThat(there.path("unrestricted").asBoolean()).isFalse();
        assertThat(there.path("roles")).hasSize(1);
    }

    @Test
    void whatIsGoneIsReplaced() throws Exception {
        pursue();
        var first = resource.getStatus().acID();
        admin.delete(credentials(), first);
        settle();
        var second = resource.getStatus();
        assertThat(second.acID()).isNotEqualTo(first);
        world.write(new Write.Delete(secret(second.secretName())));
        settle();
        assertThat(resource.getStatus().acID()).isNotEqualTo(second.acID());
        assertThat(letsIn(secret(resource.getStatus().secretName()))).isTrue();
        // Of the one without a Secret nobody has the secret.
        settle();
        assertThat(admin.get(credentials(), second.acID())).isEmpty();
    }

    @Test
    void whoDiesBeforeTheStatusIsWrittenLeavesNothing() {
        pursue();
        resource.setStatus(null);
        settle();
        settle();
        assertThat(admin.find(credentials(), Map.of())).hasSize(1);
        assertThat(secrets()).containsExactly(resource.getStatus().secretName());
    }

    @Test
    void whereTheSecretCannotBeWrittenNothingIsLeftInKeystone() {
        assertThatThrownBy(() -> rounds.pursue(resource, world, _ -> {
                    throw new KubernetesClientException("forbidden");
                }))
                .hasMessage("forbidden");
        assertThat(admin.find(credentials(), Map.of())).isEmpty();
    }

    @Test
    void aWrongPasswordIsSaidWithoutIt() {
        world.withSecret("osp-secret", Map.of("BarbicanPassword", "a wrong one"));
        var round = pursue();
        var condition = condition(round.status().conditions(), CredentialWork.CREDENTIAL);
        assertThat(condition.getReason()).isEqualTo("KeystoneRefused");
        assertThat(condition.getMessage()).contains("401").doesNotContain("a wrong one");
        assertThat(secrets()).isEmpty();
    }

    @Test
    void aRoleThatTheUserLacksIsSaid() {
        wanted(List.of("reader", "member", "unknown"), List.of());
        assertThat(condition(pursue().status().conditions(), CredentialWork.CREDENTIAL)
                        .getMessage())
                .contains("application_credentials was answered with 404");
    }

    @Test
    void deletionRevokesAll() throws Exception {
        pursue();
        var first = secret(resource.getStatus().secretName());
        wanted(List.of("admin"), List.of());
        pursue();
        var second = secret(resource.getStatus().secretName());
        resource.getMetadata().setDeletionTimestamp(world.now().toString());
        assertThat(rounds.remove(resource, world, world).done()).isTrue();
        assertThat(letsIn(first)).isFalse();
        assertThat(letsIn(second)).isFalse();
        assertThat(secrets()).isEmpty();
        assertThat(admin.find(credentials(), Map.of())).isEmpty();
    }

    private Round<KeystoneApplicationCredentialStatus> pursue() {
        var round = rounds.pursue(resource, world, world);
        resource.setStatus(round.status());
        return round;
    }

    /** What is left over goes a round after. */
    private void settle() {
        pursue();
        pursue();
    }

    private void wanted(List<String> roles, List<AccessRule> rules) {
        resource.setSpec(new KeystoneApplicationCredentialSpec(
                "barbican", "osp-secret", "BarbicanPassword", null, null, roles, null, rules));
    }

    private Secret secret(String name) {
        return world.find(Secret.class, name).orElseThrow();
    }

    private List<String> secrets() {
        return world.labelled(Secret.class, Map.of("application-credentials", "true")).stream()
                .map(HasMetadata::getMetadata)
                .map(metadata -> metadata.getName())
                .toList();
    }

    private static Kind credentials() {
        return Kind.applicationCredentials(
                admin.one(Kind.USERS, Map.of("name", "barbican")).path("id").asText());
    }

    private static boolean letsIn(Secret secret) throws IOException, InterruptedException {
        var body = """
                {"auth": {"identity": {"methods": ["application_credential"],
                 "application_credential": {"id": "%s", "secret": "%s"}}}}""".formatted(text(secret, "AC_ID"), text(secret, "AC_SECRET"));
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                                    HttpRequest.newBuilder(
                                                    URI.create(site.keystone().address() + "/auth/tokens"))
                                            .header("Content-Type", "application/json")
                                            .POST(BodyPublishers.ofString(body))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == 201;
        }
    }

    private static String text(Secret secret, String key) {
        return new String(Base64.getDecoder().decode(secret.getData().get(key)), UTF_8);
    }
}
