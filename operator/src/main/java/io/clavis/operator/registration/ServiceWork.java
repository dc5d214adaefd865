package io.clavis.operator.registration;

import io.clavis.operator.identity.IdentityFailure;
import io.clavis.operator.identity.Logins;
import io.clavis.operator.pipeline.World;
import io.clavis.operator.pipeline.Writer;
import io.clavis.operator.resource.KeystoneService;
import io.clavis.operator.resource.KeystoneServiceSpec;
import io.clavis.operator.resource.KeystoneServiceStatus;
import io.clavis.operator.step.Secrets;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.List;
import java.util.Optional;

/** A service of the catalog, and the user that it works as. */
final class ServiceWork implements Work<KeystoneService, KeystoneServiceStatus> {
    /** Whether the service is in the catalog. */
    static final String SERVICE = "KeystoneServiceOSServiceReady";

    /** Whether the user is there, has its roles and is let in. */
    static final String USER = "KeystoneServiceOSUserReady";

    private final Logins logins;

    ServiceWork(Logins logins) {
        this.logins = logins;
    }

    @Override
    public List<String> conditions() {
        return List.of(SERVICE, USER);
    }

    @Override
    public KeystoneServiceStatus status(KeystoneService resource) {
        return Optional.ofNullable(resource.getStatus()).orElse(KeystoneServiceStatus.NEW);
    }

    @Override
    public List<Condition> conditions(KeystoneServiceStatus status) {
        return status.conditions();
    }

    @Override
    public KeystoneServiceStatus with(KeystoneServiceStatus status, List<Condition> conditions, long generation) {
        return status.with(conditions, generation);
    }

    @Override
    public KeystoneServiceStatus pursue(
            KeystoneService resource, Host.Reachable host, World world, Writer writer, Report report) {
        var status = service(resource, host, report);
        return user(resource, status, host, world, report);
    }

    private KeystoneServiceStatus service(KeystoneService resource, Host.Reachable host, Report report) {
        var status = status(resource);
        var spec = resource.getSpec();
        try {
            var id = entry(resource, host).settle(status.serviceID());
            report.holds(SERVICE, "ServiceRegistered", "service " + spec.serviceName() + " has the id " + id);
            return status.withService(id);
        } catch (IdentityFailure failure) {
            report.fails(SERVICE, failure);
            return status;
        }
    }

    private KeystoneServiceStatus user(
            KeystoneService resource, KeystoneServiceStatus status, Host.Reachable host, World world, Report report) {
        var spec = resource.getSpec();
        if (spec.serviceUser().equals(host.keystone().getSpec().bootstrap().adminUser())) {
            report.fails(
                    USER,
                    "UserIsAdministrator",
                    "user " + spec.serviceUser() + " is Keystone's administrator, and no service's",
                    Rounds.RESYNC);
            return status;
        }
        var password = password(spec, world);
        if (password.isEmpty()) {
            report.waits(
                    USER,
                    "WaitingForPassword",
                    "Secret " + spec.secret() + " has no key " + spec.passwordSelector(),
                    Rounds.SOON);
            return status;
        }
        try {
            var settled = serviceUser(resource, host).settle(password.get(), status.userID(), status.grants());
            if (settled.letIn()) {
                report.holds(USER, "UserRegistered", "user " + spec.serviceUser() + " has the id " + settled.id());
            } else {
                report.fails(
                        USER,
                        "UserNotLetIn",
                        "user " + spec.serviceUser() + " is there, and not let in with its password",
                        Rounds.RESYNC);
            }
            return status.withUser(settled.id(), settled.grants());
        } catch (IdentityFailure failure) {
            report.fails(USER, failure);
            return status;
        }
    }

    @Override
    public void remove(KeystoneService resource, Host.Reachable host, World world, Writer writer) {
        var status = status(resource);
        serviceUser(resource, host).remove(status.userID(), status.grants());
        entry(resource, host).remove(status.serviceID());
    }

    @Override
    public void release(KeystoneService resource, World world, Writer writer) {
        // It has nothing in the cluster.
    }

    private static ServiceEntry entry(KeystoneService resource, Host.Reachable host) {
        return new ServiceEntry(host.administrator(), resource.getSpec(), Mark.of(resource));
    }

    private ServiceUser serviceUser(KeystoneService resource, Host.Reachable host) {
        return new ServiceUser(host, logins, resource.getSpec().serviceUser(), Mark.of(resource));
    }

    private static Optional<String> password(KeystoneServiceSpec spec, World world) {
        return world.find(Secret.class, spec.secret()).flatMap(secret -> Secrets.text(secret, spec.passwordSelector()));
    }
}
