package io.clavis.operator.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.clavis.operator.configuration.Resources;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The client against a real server. */
final class IdentityTest {
    private static RunningKeystone keystone;
    private static Identity admin;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        keystone = RunningKeystone.start();
        admin = keystone.administrator();
    }

    @AfterAll
    static void stop() throws IOException {
        if (keystone != null) {
            keystone.close();
        }
    }

    @Test
    void aServiceAndItsEndpointComeChangeAndGo() {
        var service = admin.create(
                Kind.SERVICES,
                Identity.object().put("type", "image").put("name", "glance").put("mark", "of mine"));
        assertThat(admin.findOne(Kind.SERVICES, Map.of("type", "image", "name", "glance", "mark", "of mine")))
                .contains(service);
        assertThat(admin.find(Kind.SERVICES, Map.of("type", "image", "name", "other")))
                .isEmpty();
        var endpoint = admin.create(
                Kind.ENDPOINTS,
                Identity.object()
                        .put("service_id", id(service))
                        .put("interface", "public")
                        .put("region_id", "RegionOne")
                        .put("url", "http://one"));
        admin.update(Kind.ENDPOINTS, id(endpoint), Identity.object().put("url", "http://two"));
        assertThat(admin.get(Kind.ENDPOINTS, id(endpoint))
                        .orElseThrow()
                        .path("url")
                        .asText())
                .isEqualTo("http://two");
        assertThat(admin.delete(Kind.ENDPOINTS, id(endpoint))).isTrue();
        assertThat(admin.delete(Kind.ENDPOINTS, id(endpoint))).isFalse();
        assertThat(admin.get(Kind.ENDPOINTS, id(endpoint))).isEmpty();
        assertThat(admin.delete(Kind.SERVICES, id(service))).isTrue();
    }

    @Test
    void aUserGetsARoleAndAnApplicationCredential() {
        var domain =
                id(admin.findOne(Kind.DOMAINS, Map.of("name", Login.DOMAIN)).orElseThrow());
        var project = admin.create(
                Kind.PROJECTS, Identity.object().put("name", "a-project").put("domain_id", domain));
        var user = admin.create(
                Kind.USERS,
                Identity.object()
                        .put("name", "nova")
                        .put("password", "first one")
                        .put("domain_id", domain));
        var role = id(admin.findOne(Kind.ROLES, Map.of("name", "member")).orElseThrow());
        var assignment = RoleAssignment.ofUserOnProject(id(user), id(project), role);
        assertThat(admin.has(assignment)).isFalse();
        admin.grant(assignment);
        admin.grant(assignment);
        assertThat(admin.has(assignment)).isTrue();

        var document = Resources.document();
        var logins = new Logins(Sessions.over(InstantSource.system()), _ -> Optional.of(keystone.address()));
        var login = new Login("nova", "first one", "a-project");
        assertThat(logins.letsIn(document, login)).isTrue();
        assertThat(logins.letsIn(document, new Login("nova", "another one", null)))
                .isFalse();

        var nova = logins.user(document, login).orElseThrow();
        assertThat(nova.userId()).isEqualTo(id(user));
        var credentials = Kind.applicationCredentials(nova.userId());
        var credential = nova.create(credentials, Identity.object().put("name", "one"));
        assertThat(credential.path("secret").asText()).isNotEmpty();
        assertThat(nova.find(credentials, Map.of("name", "one"))).hasSize(1);
        // Nobody makes one for somebody else, not even the administrator.
        assertThatThrownBy(() -> admin.create(credentials, Identity.object().put("name", "two")))
                .isInstanceOf(IdentityFailure.class)
                .extracting(e -> ((IdentityFailure) e).status())
                .isEqualTo(403);
        assertThat(admin.delete(credentials, id(credential))).isTrue();

        assertThat(admin.withdraw(assignment)).isTrue();
        assertThat(admin.withdraw(assignment)).isFalse();
        admin.delete(Kind.USERS, id(user));
        admin.delete(Kind.PROJECTS, id(project));
    }

    @Test
    void aDomainWithAGroupHasRoles() {
        var domain = admin.create(Kind.DOMAINS, Identity.object().put("name", "corporate"));
        var group = admin.create(
                Kind.GROUPS, Identity.object().put("name", "people").put("domain_id", id(domain)));
        var role = id(admin.findOne(Kind.ROLES, Map.of("name", "reader")).orElseThrow());
        for (var assignment : new RoleAssignment[] {
            RoleAssignment.ofGroupOnDomain(id(group), id(domain), role), RoleAssignment.ofGroupOnSystem(id(group), role)
        }) {
            admin.grant(assignment);
            assertThat(admin.has(assignment)).isTrue();
            assertThat(admin.withdraw(assignment)).isTrue();
        }
        assertThatThrownBy(() -> admin.create(Kind.DOMAINS, Identity.object().put("name", "corporate")))
                .extracting(e -> ((IdentityFailure) e).isConflict())
                .isEqualTo(true);
        assertThatThrownBy(() -> admin.delete(Kind.DOMAINS, id(domain)))
                .hasMessageContaining("please disable it first")
                .extracting(e -> ((IdentityFailure) e).status())
                .isEqualTo(403);
        admin.update(Kind.DOMAINS, id(domain), Identity.object().put("enabled", false));
        assertThat(admin.delete(Kind.DOMAINS, id(domain))).isTrue();
    }

    @Test
    void anIdentityProviderGetsAMappingAndAProtocol() {
        var mapping = Identity.object();
        var rule = mapping.putArray("rules").addObject();
        rule.putArray("local").addObject().putObject("user").put("name", "{0}");
        rule.putArray("remote").addObject().put("type", "OIDC-sub");
        admin.createAs(Kind.MAPPINGS, "a-mapping", mapping);
        admin.createAs(Kind.IDENTITY_PROVIDERS, "a-provider", Identity.object().put("enabled", true));
        var protocols = Kind.protocols("a-provider");
        admin.createAs(protocols, "openid", Identity.object().put("mapping_id", "a-mapping"));
        assertThat(admin.get(protocols, "openid")
                        .orElseThrow()
                        .path("mapping_id")
                        .asText())
                .isEqualTo("a-mapping");
        admin.update(Kind.IDENTITY_PROVIDERS, "a-provider", Identity.object().put("description", "changed"));
        assertThat(admin.delete(protocols, "openid")).isTrue();
        assertThat(admin.delete(Kind.IDENTITY_PROVIDERS, "a-provider")).isTrue();
        assertThat(admin.delete(Kind.MAPPINGS, "a-mapping")).isTrue();
        assertThat(admin.find(Kind.IDENTITY_PROVIDERS, Map.of())).isEmpty();
    }

    private static String id(JsonNode object) {
        return object.path("id").asText();
    }
}
