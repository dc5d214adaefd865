package io.clavis.operator.resource;

/** The store that the External Secrets operator copies secrets from. */
public record SecretStoreRef(String kind, String name) {
    static final SecretStoreRef DEFAULT = new SecretStoreRef("ClusterSecretStore", "openbao-cluster-store");

    public SecretStoreRef {
        kind = kind == null || kind.isEmpty() ? "ClusterSecretStore" : kind;
    }
}
