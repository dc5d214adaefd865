package io.clavis.operator.pipeline;

import io.fabric8.kubernetes.api.Pluralize;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Locale;
import java.util.Set;

/** Writes to the API server. Holds no state; may be used by many threads. */
public final class ClusterWriter implements Writer {
    /** In whose name objects are applied. */
    public static final String FIELD_MANAGER = "keystone-operator";

    /** Gone already, or another object by now: either way what was to go is gone. */
    private static final Set<Integer> GONE = Set.of(HttpURLConnection.HTTP_NOT_FOUND, HttpURLConnection.HTTP_CONFLICT);

    private final KubernetesClient client;

    public ClusterWriter(KubernetesClient client) {
        this.client = client;
    }

    @Override
    public void write(Write write) {
        switch (write) {
            case Write.Apply(HasMetadata wanted) -> apply(wanted);
            case Write.Create(HasMetadata wanted) -> create(wanted);
            case Write.Replace(HasMetadata wanted) -> client.resource(wanted).update();
            case Write.Delete(HasMetadata observed) -> delete(observed);
        }
    }

    private void apply(HasMetadata wanted) {
        var there = client.resource(wanted).get();
        if (there != null && Contents.applied(wanted, there)) {
            return;
        }
        client.resource(Contents.marked(wanted))
                .fieldManager(FIELD_MANAGER)
                .forceConflicts()
                .serverSideApply();
    }

    private void create(HasMetadata wanted) {
        try {
            client.resource(wanted).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
        }
    }

    private void delete(HasMetadata observed) {
        var options = new DeleteOptionsBuilder()
                .withPropagationPolicy("Background")
                .withNewPreconditions()
                .withUid(observed.getMetadata().getUid())
                .endPreconditions()
                .build();
        try {
            client.raw(path(observed), "DELETE", options);
        } catch (KubernetesClientException e) {
            if (!GONE.contains(e.getCode())) {
                throw e;
            }
        }
    }

    private static String path(HasMetadata object) {
        var version = object.getApiVersion();
        var plural = object instanceof GenericKubernetesResource
                ? Pluralize.toPlural(object.getKind().toLowerCase(Locale.ROOT))
                : object.getPlural();
        return (version.contains("/") ? "/apis/" : "/api/") + version + "/namespaces/"
                + object.getMetadata().getNamespace() + "/" + plural + "/"
                + object.getMetadata().getName();
    }
}
