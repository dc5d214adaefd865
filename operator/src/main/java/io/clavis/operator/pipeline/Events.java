package io.clavis.operator.pipeline;

import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Events of the API server. The same reason and message of the same resource is one event that is counted. */
public final class Events {
    private static final int DIGITS = 16;

    private final KubernetesClient client;
    private final InstantSource clock;

    public Events(KubernetesClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
    }

    /** Tells people. */
    public void tell(HasMetadata resource, Notice notice) {
        var owner = resource.getMetadata();
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        var same = Contents.hash(owner.getUid() + "\n" + notice.reason() + "\n" + notice.message());
        var event = new EventBuilder()
                .withNewMetadata()
                .withName(owner.getName() + "." + same.substring(0, DIGITS))
                .withNamespace(owner.getNamespace())
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion(resource.getApiVersion())
                .withKind(resource.getKind())
                .withName(owner.getName())
                .withNamespace(owner.getNamespace())
                .withUid(owner.getUid())
                .endInvolvedObject()
                .withType(notice.warning() ? "Warning" : "Normal")
                .withReason(notice.reason())
                .withMessage(notice.message())
                .withFirstTimestamp(now)
                .withLastTimestamp(now)
                .withCount(1)
                .withNewSource()
                .withComponent(ClusterWriter.FIELD_MANAGER)
                .endSource()
                .build();
        try {
            client.resource(event).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
            client.resource(event)
                    .edit(there -> new EventBuilder(there)
                            .withCount(there.getCount() + 1)
                            .withLastTimestamp(now)
                            .build());
        }
    }
}
