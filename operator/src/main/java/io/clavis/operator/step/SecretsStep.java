package io.clavis.operator.step;

import io.clavis.operator.pipeline.Outcome;
import io.clavis.operator.pipeline.Step;
import io.clavis.operator.pipeline.World;
import io.clavis.operator.resource.Keystone;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Waits for the Secrets of the database's user and of the administrator. What the External Secrets operator makes has to
 * be ready as well; a Secret that comes from elsewhere only has to be there.
 */
public final class SecretsStep implements Step {
    /** The condition of all that is needed before anything is made. */
    static final String CONDITION = "SecretsReady";

    /** Why it holds. */
    static final String AVAILABLE = "SecretsAvailable";

    static final String WAITING_FOR_DATABASE = "WaitingForDBCredentials";
    static final Duration AGAIN = Duration.ofSeconds(15);

    @Override
    public String condition() {
        return CONDITION;
    }

    @Override
    public Outcome decide(Keystone keystone, World world) {
        var spec = keystone.getSpec();
        var store = ExternalSecrets.store(world, spec.secretStoreRef());
        if (store.isPresent() && !ExternalSecrets.isReady(store.get())) {
            return Outcome.waits(
                    "SecretStoreNotReady",
                    spec.secretStoreRef().kind() + " " + spec.secretStoreRef().name() + " is not ready",
                    AGAIN);
        }
        var database = spec.database().secretRef();
        var administrator = spec.bootstrap().adminPasswordSecretRef();
        return missing(world, database.name(), List.of("username", database.key()))
                .map(what -> Outcome.waits(WAITING_FOR_DATABASE, what, AGAIN))
                .or(() -> missing(world, administrator.name(), List.of(administrator.key()))
                        .map(what -> Outcome.waits("WaitingForAdminCredentials", what, AGAIN)))
                .orElseGet(() -> Outcome.holds(AVAILABLE, "all Secrets are there"));
    }

    private static Optional<String> missing(World world, String name, List<String> keys) {
        var source = ExternalSecrets.secret(world, name);
        if (source.isPresent() && !ExternalSecrets.isReady(source.get())) {
            return Optional.of("ExternalSecret " + name + " is not ready");
        }
        var secret = world.find(Secret.class, name);
        if (secret.isEmpty()) {
            return Optional.of("there is no Secret " + name);
        }
        return keys.stream()
                .filter(key -> Secrets.text(secret.get(), key).isEmpty())
                .findFirst()
                .map(key -> "Secret " + name + " has no key " + key + ", or an empty one");
    }
}
