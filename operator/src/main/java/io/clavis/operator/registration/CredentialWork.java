package io.clavis.operator.registration;

import io.clavis.operator.identity.IdentityFailure;
import io.clavis.operator.identity.Kind;
import io.clavis.operator.identity.Login;
import io.clavis.operator.identity.Logins;
import io.clavis.operator.pipeline.Notice;
import io.clavis.operator.pipeline.World;
import io.clavis.operator.pipeline.Write;
import io.clavis.operator.pipeline.Writer;
import io.clavis.operator.resource.KeystoneApplicationCredential;
import io.clavis.operator.resource.KeystoneApplicationCredentialStatus;
import io.clavis.operator.step.Secrets;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An application credential, which only its user can make. What the last but one Secret holds is revoked once no service
 * says any more that it uses it.
 */
final class CredentialWork implements Work<KeystoneApplicationCredential, KeystoneApplicationCredentialStatus> {
    /** Whether there is one that does. */
    static final String CREDENTIAL = "KeystoneApplicationCredentialReady";

    private final Logins logins;
    private final SecureRandom random;

    CredentialWork(Logins logins, SecureRandom random) {
        this.logins = logins;
        this.random = random;
    }

    @Override
    public List<String> conditions() {
        return List.of(CREDENTIAL);
    }

    @Override
    public KeystoneApplicationCredentialStatus status(KeystoneApplicationCredential resource) {
        return Optional.ofNullable(resource.getStatus()).orElse(KeystoneApplicationCredentialStatus.NEW);
    }

    @Override
    public List<Condition> conditions(KeystoneApplicationCredentialStatus status) {
        return status.conditions();
    }

    @Override
    public KeystoneApplicationCredentialStatus with(
            KeystoneApplicationCredentialStatus status, List<Condition> conditions, long generation) {
        return status.with(conditions, generation);
    }

    @Override
    public KeystoneApplicationCredentialStatus pursue(
            KeystoneApplicationCredential resource, Host.Reachable host, World world, Writer writer, Report report) {
        var status = status(resource);
        try {
            return settled(resource, status, host, world, writer, report);
        } catch (IdentityFailure failure) {
            report.fails(CREDENTIAL, failure);
            return status;
        }
    }

    private KeystoneApplicationCredentialStatus settled(
            KeystoneApplicationCredential resource,
            KeystoneApplicationCredentialStatus status,
            Host.Reachable host,
            World world,
            Writer writer,
            Report report) {
        var spec = resource.getSpec();
        var user = ServiceProject.user(host.administrator(), spec.userName());
        if (user.isEmpty()) {
            report.waits(CREDENTIAL, "WaitingForUser", "Keystone has no user " + spec.userName(), Rounds.SOON);
            return status;
        }
        var kind = Kind.applicationCredentials(user.get());
        var there = host.administrator().find(kind, Map.of());
        var known = there.stream().map(one -> one.path("id").asText()).collect(Collectors.toSet());
        var flaw = CredentialState.flaw(resource, status, known, world);
        if (flaw.isPresent()) {
            return renewed(resource, status, host, world, writer, report, flaw.get());
        }
        var next =
                new CredentialSweep(resource, kind, host.administrator(), writer, report).swept(status, there, world);
        var renewal = CredentialState.renewal(spec, next.expiresAt());
        renewal.ifPresent(time -> report.lookAgain(Duration.between(world.now(), time)));
        report.holds(CREDENTIAL, "ApplicationCredentialReady", holds(next.secretName(), next.expiresAt()));
        return next.withRotationEligibleAt(renewal.map(Instant::toString).orElse(null));
    }

    private KeystoneApplicationCredentialStatus renewed(
            KeystoneApplicationCredential resource,
            KeystoneApplicationCredentialStatus status,
            Host.Reachable host,
            World world,
            Writer writer,
            Report report,
            String why) {
        var spec = resource.getSpec();
        var password = world.find(Secret.class, spec.secret())
                .flatMap(secret -> Secrets.text(secret, spec.passwordSelector()));
        if (password.isEmpty()) {
            report.waits(
                    CREDENTIAL,
                    "WaitingForPassword",
                    "Secret " + spec.secret() + " has no key " + spec.passwordSelector(),
                    Rounds.SOON);
            return status;
        }
        var now = world.now().truncatedTo(ChronoUnit.SECONDS);
        var expires = now.plus(Duration.ofDays(spec.expirationDays()));
        var login = new Login(spec.userName(), password.get(), ServiceProject.NAME);
        var user = logins.user(host.keystone(), login).orElseThrow();
        var kind = Kind.applicationCredentials(user.userId());
        var made = user.create(kind, CredentialRequest.of(resource, expires, random));
        var id = made.path("id").asText();
        var secret = CredentialSecret.of(resource, id, made.path("secret").asText());
        var name = secret.getMetadata().getName();
        try {
            writer.write(new Write.Create(secret));
        } catch (KubernetesClientException e) {
            // Else each further try would leave another one in Keystone.
            host.administrator().delete(kind, id);
            throw e;
        }
        if (!isKept(name, id, world)) {
            host.administrator().delete(kind, id);
            report.fails(CREDENTIAL, "SecretNameTaken", "Secret " + name + " holds something else", Rounds.RETRY);
            return status;
        }
        boolean first = status.acID() == null;
        report.tell(Notice.normal(
                first ? "ApplicationCredentialCreated" : "ApplicationCredentialRotated",
                "Secret " + name + " holds a new one of user " + spec.userName() + ": " + why));
        report.holds(CREDENTIAL, "ApplicationCredentialReady", holds(name, expires.toString()));
        // What is left over is looked after once the status is written.
        report.lookAgain(Rounds.SOON);
        return new KeystoneApplicationCredentialStatus(
                status.conditions(),
                status.observedGeneration(),
                id,
                name,
                status.secretName(),
                CredentialState.hash(spec),
                now.toString(),
                expires.toString(),
                first ? null : now.toString(),
                CredentialState.renewal(spec, expires.toString())
                        .map(Instant::toString)
                        .orElse(null));
    }

    private static String holds(@Nullable String secret, @Nullable String until) {
        return "Secret " + secret + " holds it until " + until;
    }

    /** A Secret of this name may have been there. */
    private static boolean isKept(String name, String id, World world) {
        return world.find(Secret.class, name)
                .flatMap(CredentialSecret::id)
                .filter(id::equals)
                .isPresent();
    }

    @Override
    public void remove(KeystoneApplicationCredential resource, Host.Reachable host, World world, Writer writer) {
        var administrator = host.administrator();
        ServiceProject.user(administrator, resource.getSpec().userName()).ifPresent(user -> {
            var kind = Kind.applicationCredentials(user);
            CredentialSecret.all(resource, world).stream()
                    .flatMap(secret -> CredentialSecret.id(secret).stream())
                    .forEach(id -> administrator.delete(kind, id));
            administrator
                    .find(kind, Map.of("description", CredentialRequest.description(resource)))
                    .forEach(one -> administrator.delete(kind, one.path("id").asText()));
        });
        release(resource, world, writer);
    }

    @Override
    public void release(KeystoneApplicationCredential resource, World world, Writer writer) {
        CredentialSecret.all(resource, world).forEach(secret -> CredentialSecret.remove(secret, writer));
    }
}
