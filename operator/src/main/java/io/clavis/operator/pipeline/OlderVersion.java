package io.clavis.operator.pipeline;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;

/** Objects as API servers before Kubernetes 1.21 know them, where they differ in nothing but the version. */
public final class OlderVersion {
    private static final ObjectMapper JSON = new ObjectMapper();

    private OlderVersion() {}

    /** The same object in another version of its API, of which there is a class. */
    public static <T extends HasMetadata> T of(HasMetadata object, String apiVersion, Class<T> type) {
        object.setApiVersion(apiVersion);
        return JSON.convertValue(object, type);
    }
}
