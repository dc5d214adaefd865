package io.clavis.operator.resource;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the database is: one that the MariaDB operator keeps ({@code clusterRef}) or any other ({@code host}).
 *
 * @param database its name
 * @param secretRef a Secret with the keys {@code username} and, unless it says otherwise, {@code password}
 * @param replicas of a cluster that a control plane makes; not looked at here
 * @param storageSize of the same
 */
public record DatabaseSpec(
        @Nullable Reference clusterRef,
        @Nullable String host,
        Integer port,
        String database,
        SecretKeyReference secretRef,
        CredentialsMode credentialsMode,
        @Nullable DatabaseTls tls,
        Integer replicas,
        String storageSize) {
    private static final int PORT = 3306;
    private static final int REPLICAS = 3;

    public DatabaseSpec {
        port = port == null ? PORT : port;
        credentialsMode = credentialsMode == null ? CredentialsMode.Static : credentialsMode;
        replicas = replicas == null ? REPLICAS : replicas;
        storageSize = storageSize == null || storageSize.isEmpty() ? "100Gi" : storageSize;
    }

    /** Who makes the user of the database. */
    public enum CredentialsMode {
        /** The operator, with the name and password of the Secret. */
        Static,
        /** Somebody else, who changes both from time to time. */
        Dynamic
    }

    /** The name of the MariaDB operator's cluster. */
    public Optional<String> cluster() {
        return Optional.ofNullable(clusterRef).map(Reference::name).filter(name -> !name.isEmpty());
    }
}
