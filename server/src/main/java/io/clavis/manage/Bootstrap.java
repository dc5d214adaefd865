package io.clavis.manage;

import io.clavis.assignment.Actor;
import io.clavis.assignment.Grant;
import io.clavis.assignment.Role;
import io.clavis.assignment.Target;
import io.clavis.catalog.Endpoint;
import io.clavis.catalog.Region;
import io.clavis.catalog.Service;
import io.clavis.composition.Capabilities;
import io.clavis.db.Identifier;
import io.clavis.db.Origin;
import io.clavis.http.Conflict;
import io.clavis.http.Json;
import io.clavis.resource.Project;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the first administrator and all that goes with it, or mends what is there: run again, it changes nothing but
 * what differs, so that it also lets a locked-out administrator in again.
 */
public final class Bootstrap {
    private static final Logger LOG = LoggerFactory.getLogger(Bootstrap.class);
    private final Capabilities capabilities;
    private final String defaultDomainId;

    public Bootstrap(Capabilities capabilities, String defaultDomainId) {
        this.capabilities = capabilities;
        this.defaultDomainId = defaultDomainId;
    }

    /** Makes sure of everything in the request. */
    public void run(BootstrapRequest request) {
        domain();
        var project = project(request.projectName());
        var user = new UserProvision(capabilities, defaultDomainId)
                .ensure(request.username(), request.password(), Optional.empty());
        var admin = roles(request);
        var actor = Actor.user(user.id());
        capabilities.grants().create(Origin.SYSTEM, Grant.of(actor, new Target.OnProject(project.id()), admin.id()));
        capabilities.grants().create(Origin.SYSTEM, Grant.of(actor, new Target.OnSystem(), admin.id()));
        request.regionId().ifPresent(this::region);
        if (!request.urls().isEmpty()) {
            endpoints(request);
        }
    }

    private void domain() {
        if (capabilities.projects().findDomain(defaultDomainId).isEmpty()) {
            capabilities
                    .projects()
                    .create(
                            Origin.SYSTEM,
                            Project.domain(defaultDomainId, "Default").describedAs("The default domain"));
            LOG.info("created domain {}", defaultDomainId);
        }
    }

    private Project project(String name) {
        return capabilities.projects().findByName(name, defaultDomainId).orElseGet(() -> {
            LOG.info("creating project {}", name);
            var project = Project.inDomain(Identifier.random(), name, defaultDomainId)
                    .describedAs("Bootstrap project for initializing the cloud.");
            return capabilities.projects().create(Origin.SYSTEM, project);
        });
    }

    // admin implies manager implies member implies reader; service stands alone.
    private Role roles(BootstrapRequest request) {
        var reader = role("reader", request.immutableRoles());
        var member = role("member", request.immutableRoles());
        var manager = role("manager", request.immutableRoles());
        var admin = role(request.roleName(), request.immutableRoles());
        role("service", request.immutableRoles());
        implies(member, reader);
        implies(manager, member);
        implies(admin, manager);
        return admin;
    }

    private Role role(String name, boolean immutable) {
        return capabilities.roles().findByName(name).orElseGet(() -> {
            LOG.info("creating role {}", name);
            var attributes = Json.object().put("name", name);
            if (immutable) {
                attributes.putObject("options").put("immutable", true);
            }
            return capabilities.roles().create(Origin.SYSTEM, attributes);
        });
    }

    private void implies(Role prior, Role implied) {
        try {
            capabilities.impliedRoles().create(Origin.SYSTEM, prior, implied);
        } catch (Conflict already) {
            LOG.debug("{} implies {} already", prior.name(), implied.name());
        }
    }

    private void region(String id) {
        if (capabilities.regions().find(id).isEmpty()) {
            capabilities.regions().create(Origin.SYSTEM, new Region(id, "", null, Json.object()));
        }
    }

    private void endpoints(BootstrapRequest request) {
        var service = capabilities.services().all().stream()
                .filter(candidate -> candidate.type().equals("identity"))
                .findFirst()
                .orElseGet(() -> service(request.serviceName()));
        request.urls().forEach((name, url) -> endpoint(request, service, name, url));
    }

    private Service service(String name) {
        var service =
                new Service(Identifier.random(), "identity", true, Json.object().put("name", name));
        capabilities.services().create(Origin.SYSTEM, service);
        return service;
    }

    private void endpoint(BootstrapRequest request, Service service, String interfaceName, String url) {
        var region = request.regionId().orElse(null);
        var existing = capabilities.endpoints().all().stream()
                .filter(endpoint -> endpoint.serviceId().equals(service.id()))
                .filter(endpoint -> endpoint.interfaceName().equals(interfaceName))
                .filter(endpoint -> region == null || region.equals(endpoint.regionId()))
                .findFirst();
        if (existing.isEmpty()) {
            var endpoint =
                    new Endpoint(Identifier.random(), interfaceName, service.id(), region, url, true, Json.object());
            capabilities.endpoints().create(Origin.SYSTEM, endpoint, false);
            return;
        }
        if (!existing.get().url().equals(url)) {
            capabilities
                    .endpoints()
                    .update(Origin.SYSTEM, existing.get().id(), endpoint -> endpoint.withUrl(url), false);
        }
    }
}
