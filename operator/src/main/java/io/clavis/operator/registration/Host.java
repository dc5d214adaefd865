package io.clavis.operator.registration;

import io.clavis.operator.identity.Identity;
import io.clavis.operator.identity.Logins;
import io.clavis.operator.pipeline.World;
import io.clavis.operator.resource.Keystone;
import io.clavis.operator.step.Secrets;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.Map;

/** The Keystone that the resources of a namespace are registered with: the only one that is there. */
sealed interface Host {
    /** There is one that can be asked. */
    record Reachable(Keystone keystone, Identity administrator, boolean ready) implements Host {}

    /** There is one, or there are several, of which none can be asked now. */
    record Waiting(String reason, String message) implements Host {}

    /** There is none, or it is about to go, with all that is registered. */
    record None() implements Host {}

    /** That of a namespace as it is now. */
    static Host of(World world, Logins logins) {
        var all = world.labelled(Keystone.class, Map.of());
        if (all.size() > 1) {
            return new Waiting("KeystoneAmbiguous", "there are " + all.size() + " Keystones in this namespace");
        }
        var staying = all.stream().filter(one -> !one.isMarkedForDeletion()).findFirst();
        return staying.isEmpty() ? new None() : of(staying.get(), world, logins);
    }

    private static Host of(Keystone keystone, World world, Logins logins) {
        var reference = keystone.getSpec().bootstrap().adminPasswordSecretRef();
        var password =
                world.find(Secret.class, reference.name()).flatMap(secret -> Secrets.text(secret, reference.key()));
        if (password.isEmpty()) {
            return new Waiting("AdminSecretInvalid", "Secret " + reference.name() + " has no key " + reference.key());
        }
        var administrator = logins.administrator(keystone, password.get());
        if (administrator.isEmpty()) {
            return new Waiting("WaitingForKeystone", "Keystone has no address yet");
        }
        return new Reachable(keystone, administrator.get(), isReady(keystone));
    }

    private static boolean isReady(Keystone keystone) {
        return keystone.getStatus() != null
                && keystone.getStatus().conditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals("True"));
    }
}
