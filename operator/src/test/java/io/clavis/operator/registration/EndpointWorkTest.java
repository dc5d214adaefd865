package io.clavis.operator.registration;

import static io.clavis.operator.registration.Site.condition;
import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.operator.identity.Identity;
import io.clavis.operator.identity.Kind;
import io.clavis.operator.pipeline.WorldInMemory;
import io.clavis.operator.registration.Rounds.Round;
import io.clavis.operator.resource.KeystoneEndpoint;
import io.clavis.operator.resource.KeystoneEndpointSpec;
import io.clavis.operator.resource.KeystoneEndpointStatus;
import io.clavis.operator.resource.KeystoneService;
import io.clavis.operator.resource.KeystoneServiceSpec;
import io.clavis.operator.resource.KeystoneServiceStatus;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Endpoints in a real Keystone. */
final class EndpointWorkTest {
    private static Site site;
    private static Identity admin;

    private WorldInMemory world;
    private KeystoneEndpoint endpoint;
    private String serviceId;
    private Rounds<KeystoneEndpoint, KeystoneEndpointStatus> rounds;

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
        serviceId = admin.create(
                        Kind.SERVICES, Identity.object().put("type", "image").put("name", "glance"))
                .path("id")
                .asText();
        world = site.world().with(service(serviceId));
        endpoint = Site.named(new KeystoneEndpoint(), "glance");
        wanted(Map.of("public", "http://public", "internal", "http://internal"));
        rounds = new Rounds<>(new EndpointWork(), site.logins());
        site.writes();
    }

    @AfterEach
    void removeAll() {
        admin.delete(Kind.SERVICES, serviceId);
    }

    @Test
    void eachInterfaceGetsItsAddressAndThenNothingIsWritten() {
        var round = pursue();
        assertThat(condition(round.status().conditions(), "Ready").getStatus()).isEqualTo("True");
        assertThat(there()).isEqualTo(Map.of("public", "http://public", "internal", "http://internal"));
        assertThat(round.status().serviceID()).isEqualTo(serviceId);
        assertThat(round.status().endpointIDs()).containsOnlyKeys("public", "internal");
        site.writes();
        assertThat(pursue().status()).isEqualTo(round.status());
        assertThat(site.writes()).isEmpty();
    }

    @Test
    void anAddressThatChangesIsChangedAndOneThatIsNotWantedGoes() {
        pursue();
        var id = endpoint.getStatus().endpointIDs().get("public");
        wanted(Map.of("public", "http://other", "admin", "http://admin"));
        pursue();
        assertThat(there()).isEqualTo(Map.of("public", "http://other", "admin", "http://admin"));
        assertThat(endpoint.getStatus().endpointIDs())
                .containsEntry("public", id)
                .containsOnlyKeys("public", "admin");
        // By others, too.
        admin.update(Kind.ENDPOINTS, id, Identity.object().put("url", "http://elsewhere"));
        pursue();
        assertThat(there()).containsEntry("public", "http://other");
    }

    @Test
    void whatWasTakenOverStaysAndWhatWasMadeGoes() {
        admin.create(
                Kind.ENDPOINTS,
                Identity.object()
                        .put("service_id", serviceId)
                        .put("interface", "public")
                        .put("region_id", "RegionOne")
                        .put("url", "http://before"));
        pursue();
        assertThat(there()).isEqualTo(Map.of("public", "http://public", "internal", "http://internal"));
        endpoint.setStatus(null);
        assertThat(rounds.remove(endpoint, world, world).done()).isTrue();
        assertThat(there()).isEqualTo(Map.of("public", "http://public"));
    }

    @Test
    void aServiceThatNobodyRegisteredIsWaitedFor() {
        world.with(service(null));
        var round = pursue();
        assertThat(condition(round.status().conditions(), EndpointWork.ENDPOINTS)
                        .getReason())
                .isEqualTo("WaitingForService");
        assertThat(round.again()).isEqualTo(Rounds.SOON);
        assertThat(there()).isEmpty();
    }

    @Test
    void anotherServiceOfTheNameGetsTheEndpoints() {
        pursue();
        admin.delete(Kind.SERVICES, serviceId);
        serviceId = admin.create(
                        Kind.SERVICES, Identity.object().put("type", "image").put("name", "glance"))
                .path("id")
                .asText();
        world.with(service(serviceId));
        pursue();
        assertThat(there()).hasSize(2);
        assertThat(endpoint.getStatus().serviceID()).isEqualTo(serviceId);
    }

    private Round<KeystoneEndpointStatus> pursue() {
        var round = rounds.pursue(endpoint, world, world);
        endpoint.setStatus(round.status());
        return round;
    }

    private void wanted(Map<String, String> addresses) {
        endpoint.setSpec(new KeystoneEndpointSpec("glance", addresses));
    }

    private Map<String, String> there() {
        return admin.find(Kind.ENDPOINTS, Map.of("service_id", serviceId)).stream()
                .collect(Collectors.toMap(
                        one -> one.path("interface").asText(),
                        one -> one.path("url").asText()));
    }

    private static KeystoneService service(String id) {
        var service = Site.named(new KeystoneService(), "glance");
        service.setSpec(new KeystoneServiceSpec(true, "image", "glance", null, "glance", "s", "k"));
        var condition = new ConditionBuilder()
                .withType(ServiceWork.SERVICE)
                .withStatus("True")
                .build();
        service.setStatus(new KeystoneServiceStatus(List.of(condition), 1L, id, null, List.of()));
        return service;
    }
}
