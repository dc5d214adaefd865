package io.clavis.operator.step;

import io.clavis.operator.configuration.ConnectionUrl;
import io.clavis.operator.configuration.InvalidSpecification;
import io.clavis.operator.pipeline.Outcome;
import io.clavis.operator.pipeline.Owned;
import io.clavis.operator.pipeline.Step;
import io.clavis.operator.pipeline.World;
import io.clavis.operator.pipeline.Write;
import io.clavis.operator.resource.DatabaseSpec.CredentialsMode;
import io.clavis.operator.resource.Keystone;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.Map;

/** The Secret {@code <name>-db-connection}, whose key {@code connection} is the database's address with the password. */
public final class ConnectionStep implements Step {
    /** The key of the Secret. */
    public static final String KEY = "connection";

    /** The name of the Secret. */
    public static String secretName(Keystone keystone) {
        return keystone.getMetadata().getName() + "-db-connection";
    }

    @Override
    public String condition() {
        return SecretsStep.CONDITION;
    }

    @Override
    public Outcome decide(Keystone keystone, World world) {
        var reference = keystone.getSpec().database().secretRef();
        var secret = world.find(Secret.class, reference.name());
        var name = secret.flatMap(found -> Secrets.text(found, "username"));
        var password = secret.flatMap(found -> Secrets.text(found, reference.key()));
        if (name.isEmpty() || password.isEmpty()) {
            return Outcome.waits(
                    SecretsStep.WAITING_FOR_DATABASE,
                    "Secret " + reference.name() + " lacks username or " + reference.key(),
                    SecretsStep.AGAIN);
        }
        try {
            var url = ConnectionUrl.of(keystone, user(keystone, name.get()), password.get());
            return Outcome.holds(SecretsStep.AVAILABLE, "all Secrets are there")
                    .writing(new Write.Apply(new SecretBuilder()
                            .withMetadata(Owned.meta(keystone, secretName(keystone)))
                            .withType("Opaque")
                            .withData(Map.of(KEY, Secrets.held(url)))
                            .build()));
        } catch (InvalidSpecification e) {
            return Outcome.fails("DatabaseInvalid", e.getMessage());
        }
    }

    /** The operator makes the user of a cluster itself, and gives it the resource's name. */
    private static String user(Keystone keystone, String named) {
        var database = keystone.getSpec().database();
        return database.cluster().isPresent() && database.credentialsMode() == CredentialsMode.Static
                ? keystone.getMetadata().getName()
                : named;
    }
}
