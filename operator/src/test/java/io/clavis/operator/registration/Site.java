package io.clavis.operator.registration;

import io.clavis.operator.configuration.Resources;
import io.clavis.operator.identity.Identity;
import io.clavis.operator.identity.Login;
import io.clavis.operator.identity.Logins;
import io.clavis.operator.identity.RunningKeystone;
import io.clavis.operator.identity.Sessions;
import io.clavis.operator.identity.Witness;
import io.clavis.operator.pipeline.WorldInMemory;
import io.clavis.operator.resource.Keystone;
import io.clavis.operator.resource.KeystoneStatus;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A real Keystone, and a namespace in which it is ready. */
final class Site implements AutoCloseable {
    private final RunningKeystone keystone;
    private final Witness witness;

    private Site(RunningKeystone keystone, Witness witness) {
        this.keystone = keystone;
        this.witness = witness;
    }

    static Site start() throws IOException, InterruptedException {
        var keystone = RunningKeystone.start();
        return new Site(keystone, new Witness(keystone.address()));
    }

    /** Now, with the Keystone and the administrator's password. */
    WorldInMemory world() throws IOException {
        var world = new WorldInMemory();
        world.pass(Duration.between(world.now(), Instant.now()));
        return world.with(keystone(true)).withSecret("keystone-admin-credentials", Map.of("password", password()));
    }

    static Keystone keystone(boolean ready) {
        var document = Resources.document();
        var condition = new ConditionBuilder()
                .withType("Ready")
                .withStatus(ready ? "True" : "False")
                .build();
        document.setStatus(new KeystoneStatus(List.of(condition), 1L, "http://nowhere.invalid/v3", null, null, null));
        return document;
    }

    Logins logins() {
        return new Logins(Sessions.over(InstantSource.system()), _ -> Optional.of(witness.address()));
    }

    Identity administrator() throws IOException {
        return keystone.administrator();
    }

    RunningKeystone keystone() {
        return keystone;
    }

    /** What was written to Keystone since this was asked last. */
    List<String> writes() {
        return witness.writes();
    }

    boolean letsIn(String user, String password, String project) {
        return logins().letsIn(Resources.document(), new Login(user, password, project));
    }

    private String password() throws IOException {
        return keystone.password();
    }

    static <T extends HasMetadata> T named(T resource, String name) {
        resource.getMetadata().setNamespace("openstack");
        resource.getMetadata().setName(name);
        resource.getMetadata().setUid(UUID.randomUUID().toString());
        resource.getMetadata().setGeneration(1L);
        return resource;
    }

    static Condition condition(List<Condition> conditions, String type) {
        return conditions.stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() throws IOException {
        witness.close();
        keystone.close();
    }
}
