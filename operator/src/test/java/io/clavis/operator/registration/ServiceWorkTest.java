package io.clavis.operator.registration;

import static io.clavis.operator.registration.Site.condition;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clavis.operator.identity.Identity;
import io.clavis.operator.identity.Kind;
import io.clavis.operator.identity.Login;
import io.clavis.operator.identity.RoleAssignment;
import io.clavis.operator.pipeline.Notice;
import io.clavis.operator.pipeline.WorldInMemory;
import io.clavis.operator.registration.Rounds.Round;
import io.clavis.operator.resource.KeystoneService;
import io.clavis.operator.resource.KeystoneServiceSpec;
import io.clavis.operator.resource.KeystoneServiceStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Services and their users in a real Keystone. */
final class ServiceWorkTest {
    private static Site site;
    private static Identity admin;

    private WorldInMemory world;
    private KeystoneService service;
    private Rounds<KeystoneService, KeystoneServiceStatus> rounds;

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
        world = site.world().withSecret("osp-secret", Map.of("NovaPassword", "of nova"));
        service = Site.named(new KeystoneService(), "nova");
        spec("compute", "nova", "Compute", "nova");
        rounds = new Rounds<>(new ServiceWork(site.logins()), site.logins());
        site.writes();
    }

    @AfterEach
    void removeAll() {
        admin.find(Kind.SERVICES, Map.of()).stream()
                .filter(one -> !one.path("type").asText().equals("identity"))
                .forEach(one -> admin.delete(Kind.SERVICES, one.path("id").asText()));
        admin.find(Kind.USERS, Map.of()).stream()
                .filter(one -> !one.path("name").asText().equals("admin"))
                .forEach(one -> admin.delete(Kind.USERS, one.path("id").asText()));
    }

    @Test
    void aServiceIsRegisteredWithAUserWhoIsLetIn() {
        var round = pursue();
        assertThat(round.status().conditions())
                .extracting(
                        condition -> condition.getType() + " " + condition.getStatus() + " " + condition.getReason())
                .containsExactly(
                        "Ready True AllReady",
                        "KeystoneAPIReady True KeystoneReady",
                        "KeystoneServiceOSServiceReady True ServiceRegistered",
                        "KeystoneServiceOSUserReady True UserRegistered");
        assertThat(round.notices())
                .extracting(Notice::warning)
                .containsOnly(false)
                .hasSize(4);
        var there = entry().orElseThrow();
        assertThat(there.path("id").asText()).isEqualTo(round.status().serviceID());
        assertThat(there.path("enabled").asBoolean()).isTrue();
        assertThat(there.path("description").asText()).isEqualTo("Compute");
        assertThat(site.letsIn("nova", "of nova", "service")).isTrue();
        assertThat(round.status().grants()).hasSize(2);
    }

    @Test
    void whereAllIsAsItShouldBeNothingIsWritten() {
        pursue();
        assertThat(site.writes()).isNotEmpty();
        var status = service.getStatus();
        var again = pursue();
        assertThat(again.status()).isEqualTo(status);
        assertThat(again.notices()).isEmpty();
        assertThat(again.again()).isEqualTo(Rounds.RESYNC);
        assertThat(site.writes()).isEmpty();
        assertThat(world.writes()).isZero();
    }

    @Test
    void whatOthersChangeIsRepaired() {
        pursue();
        var user = user("nova").orElseThrow().path("id").asText();
        admin.update(Kind.USERS, user, Identity.object().put("enabled", false));
        admin.update(
                Kind.SERVICES,
                service.getStatus().serviceID(),
                Identity.object().put("enabled", false).put("description", "other"));
        var grant = new RoleAssignment(service.getStatus().grants().getFirst());
        admin.withdraw(grant);
        pursue();
        assertThat(ready()).isEqualTo("True");
        assertThat(admin.has(grant)).isTrue();
        assertThat(entry().orElseThrow().path("description").asText()).isEqualTo("Compute");
        assertThat(site.letsIn("nova", "of nova", "service")).isTrue();
        // Whoever deletes all finds it again, too.
        admin.delete(Kind.USERS, user);
        admin.delete(Kind.SERVICES, service.getStatus().serviceID());
        pursue();
        assertThat(ready()).isEqualTo("True");
        assertThat(site.letsIn("nova", "of nova", "service")).isTrue();
    }

    @Test
    void aPasswordThatChangesIsSet() {
        pursue();
        world.withSecret("osp-secret", Map.of("NovaPassword", "another one"));
        pursue();
        assertThat(ready()).isEqualTo("True");
        assertThat(site.letsIn("nova", "another one", "service")).isTrue();
        assertThat(site.letsIn("nova", "of nova", "service")).isFalse();
    }

    @Test
    void aMissingPasswordIsWaitedFor() {
        world.withSecret("osp-secret", Map.of());
        var round = pursue();
        assertThat(condition(round.status().conditions(), ServiceWork.USER).getMessage())
                .isEqualTo("Secret osp-secret has no key NovaPassword");
        assertThat(condition(round.status().conditions(), ServiceWork.SERVICE).getStatus())
                .isEqualTo("True");
        assertThat(round.again()).isEqualTo(Rounds.SOON);
        assertThat(user("nova")).isEmpty();
    }

    @Test
    void whatWasMadeIsRemoved() {
        pursue();
        assertThat(remove().done()).isTrue();
        assertThat(entry()).isEmpty();
        assertThat(user("nova")).isEmpty();
        // A second time, as after a crash, there is nothing to complain about.
        assertThat(remove().done()).isTrue();
    }

    @Test
    void whatWasMadeByWhoDiedBeforeTheStatusWasWrittenIsRemoved() {
        pursue();
        service.setStatus(null);
        assertThat(remove().done()).isTrue();
        assertThat(entry()).isEmpty();
        assertThat(user("nova")).isEmpty();
    }

    @Test
    void whatWasTakenOverStays() {
        admin.create(Kind.SERVICES, Identity.object().put("type", "compute").put("name", "nova"));
        var domain =
                admin.one(Kind.DOMAINS, Map.of("name", Login.DOMAIN)).path("id").asText();
        admin.create(
                Kind.USERS,
                Identity.object().put("name", "nova").put("password", "before").put("domain_id", domain));
        pursue();
        assertThat(ready()).isEqualTo("True");
        assertThat(site.letsIn("nova", "of nova", "service")).isTrue();
        remove();
        assertThat(entry()).isPresent();
        assertThat(site.letsIn("nova", "of nova", null)).isTrue();
        // The roles were made, and are gone.
        assertThat(site.letsIn("nova", "of nova", "service")).isFalse();
    }

    @Test
    void anotherNameLeavesNothingBehind() {
        pursue();
        var id = service.getStatus().serviceID();
        spec("compute", "nova-two", "Compute", "nova-two");
        pursue();
        assertThat(ready()).isEqualTo("True");
        assertThat(service.getStatus().serviceID()).isEqualTo(id);
        assertThat(entry()).isEmpty();
        assertThat(user("nova")).isEmpty();
        assertThat(site.letsIn("nova-two", "of nova", "service")).isTrue();
    }

    @Test
    void theAdministratorIsNoServicesUser() {
        spec("compute", "nova", "Compute", "admin");
        pursue();
        assertThat(condition(service.getStatus().conditions(), ServiceWork.USER).getReason())
                .isEqualTo("UserIsAdministrator");
        assertThat(site.writes()).noneMatch(write -> write.contains("/users"));
    }

    @Test
    void aKeystoneThatIsNotReadyIsWaitedFor() {
        world.with(Site.keystone(false));
        var round = pursue();
        assertThat(condition(round.status().conditions(), Rounds.KEYSTONE).getReason())
                .isEqualTo("WaitingForKeystone");
        assertThat(ready()).isEqualTo("False");
        assertThat(site.writes()).isEmpty();
    }

    @Test
    void whoseKeystoneIsGoneMayGo() throws IOException {
        var empty = new WorldInMemory();
        service.getMetadata().setDeletionTimestamp(empty.now().toString());
        assertThat(rounds.remove(service, empty, empty).done()).isTrue();
        var going = Site.keystone(true);
        going.getMetadata().setDeletionTimestamp(empty.now().toString());
        assertThat(rounds.remove(service, empty.with(going), empty).done()).isTrue();
    }

    @Test
    void whoseKeystoneDoesNotAnswerMayGoInTheEnd() {
        world.withSecret("keystone-admin-credentials", Map.of("password", "a wrong one"));
        service.getMetadata().setDeletionTimestamp(world.now().toString());
        var first = remove();
        assertThat(first.done()).isFalse();
        assertThat(first.notices()).extracting(Notice::reason).containsExactly("RemovalDelayed");
        world.pass(Duration.ofMinutes(11));
        var last = remove();
        assertThat(last.done()).isTrue();
        assertThat(last.notices()).extracting(Notice::reason).containsExactly("LeftBehind");
    }

    private Round<KeystoneServiceStatus> pursue() {
        var round = rounds.pursue(service, world, world);
        service.setStatus(round.status());
        return round;
    }

    private Rounds.Departure remove() {
        if (service.getMetadata().getDeletionTimestamp() == null) {
            service.getMetadata().setDeletionTimestamp(world.now().toString());
        }
        return rounds.remove(service, world, world);
    }

    private String ready() {
        return condition(service.getStatus().conditions(), "Ready").getStatus();
    }

    private void spec(String type, String name, String description, String user) {
        service.setSpec(new KeystoneServiceSpec(true, type, name, description, user, "osp-secret", "NovaPassword"));
    }

    private static Optional<ObjectNode> entry() {
        return admin.findOne(Kind.SERVICES, Map.of("type", "compute", "name", "nova"));
    }

    private static Optional<ObjectNode> user(String name) {
        return admin.findOne(Kind.USERS, Map.of("name", name));
    }
}
