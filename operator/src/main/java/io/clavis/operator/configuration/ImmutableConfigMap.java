package io.clavis.operator.configuration;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.clavis.operator.pipeline.Owned;
import io.clavis.operator.resource.Keystone;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** ConfigMaps that never change: what they hold decides their name, so that new contents mean new Pods. */
public final class ImmutableConfigMap {
    /** The label that says which of a Keystone's ConfigMaps it is. */
    public static final String ROLE = "keystone.c5c3.io/config-role";

    private static final int DIGITS = 8;

    private ImmutableConfigMap() {}

    /**
     * The ConfigMap {@code <name of the Keystone>-<role>-<hash>}.
     *
     * @param role such as {@code config}
     */
    public static ConfigMap of(Keystone keystone, String role, Map<String, String> data) {
        var name = keystone.getMetadata().getName() + "-" + role + "-" + hash(data);
        return new ConfigMapBuilder()
                .withMetadata(Owned.meta(keystone, name))
                .editMetadata()
                .addToLabels(ROLE, role)
                .endMetadata()
                .withImmutable(true)
                .withData(new TreeMap<>(data))
                .build();
    }

    /** Eight digits of the SHA-256 of all keys and values, each after its length in bytes. */
    static String hash(Map<String, String> data) {
        var digest = sha256();
        new TreeMap<>(data).forEach((key, value) -> {
            digest.update(sized(key));
            digest.update((byte) '=');
            digest.update(sized(value));
            digest.update((byte) '\n');
        });
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }

    private static byte[] sized(String text) {
        return (text.getBytes(UTF_8).length + ":" + text).getBytes(UTF_8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
