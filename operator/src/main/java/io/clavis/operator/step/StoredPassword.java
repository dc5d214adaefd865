package io.clavis.operator.step;

import io.clavis.operator.pipeline.World;
import io.clavis.operator.resource.Keystone;
import io.clavis.operator.resource.SecretStoreRef;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where in the store the administrator's password is: where the ExternalSecret of the Secret's name takes it from, so that a
 * new one that is laid down there comes back. Without such an ExternalSecret, a path that somebody else has to bring it
 * back from.
 *
 * @param key the path in the store
 * @param property which of the values there; empty where there is only one
 */
record StoredPassword(SecretStoreRef store, String key, Optional<String> property) {
    static StoredPassword of(Keystone keystone, World world) {
        var reference = keystone.getSpec().bootstrap().adminPasswordSecretRef();
        var usual = keystone.getSpec().secretStoreRef();
        return ExternalSecrets.secret(world, reference.name())
                .flatMap(source -> taken(source, reference.key(), usual))
                .orElseGet(() -> new StoredPassword(
                        usual, KeyBackup.path(keystone, AdminPassword.ROTATION.word()), Optional.of(reference.key())));
    }

    private static Optional<StoredPassword> taken(GenericKubernetesResource source, String key, SecretStoreRef usual) {
        if (!(source.getAdditionalProperties().get("spec") instanceof Map<?, ?> spec)) {
            return Optional.empty();
        }
        var store = store(spec.get("secretStoreRef"), usual);
        return single(spec.get("data"), key, store).or(() -> whole(spec.get("dataFrom"), key, store));
    }

    private static SecretStoreRef store(@Nullable Object named, SecretStoreRef usual) {
        return named instanceof Map<?, ?> fields && fields.get("name") instanceof String name
                // Theirs is another default than ours.
                ? new SecretStoreRef(fields.get("kind") instanceof String kind ? kind : "SecretStore", name)
                : usual;
    }

    private static Optional<StoredPassword> single(@Nullable Object data, String key, SecretStoreRef store) {
        return maps(data).stream()
                .filter(item -> key.equals(item.get("secretKey")))
                .flatMap(item -> at(item.get("remoteRef"), store).stream())
                .findFirst();
    }

    private static Optional<StoredPassword> whole(@Nullable Object dataFrom, String key, SecretStoreRef store) {
        return maps(dataFrom).stream()
                .flatMap(item -> at(item.get("extract"), store).stream())
                .findFirst()
                .map(all -> new StoredPassword(store, all.key(), Optional.of(key)));
    }

    private static Optional<StoredPassword> at(@Nullable Object place, SecretStoreRef store) {
        return place instanceof Map<?, ?> fields
                ? text(fields, "key").map(path -> new StoredPassword(store, path, text(fields, "property")))
                : Optional.empty();
    }

    private static List<Map<?, ?>> maps(@Nullable Object list) {
        return list instanceof List<?> items
                ? items.stream()
                        .<Map<?, ?>>mapMulti((item, out) -> {
                            if (item instanceof Map<?, ?> map) {
                                out.accept(map);
                            }
                        })
                        .toList()
                : List.of();
    }

    private static Optional<String> text(Map<?, ?> fields, String name) {
        return fields.get(name) instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    }
}
