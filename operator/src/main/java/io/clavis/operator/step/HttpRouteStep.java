package io.clavis.operator.step;

import io.clavis.operator.pipeline.Contents;
import io.clavis.operator.pipeline.Outcome;
import io.clavis.operator.pipeline.Owned;
import io.clavis.operator.pipeline.Step;
import io.clavis.operator.pipeline.World;
import io.clavis.operator.pipeline.Write;
import io.clavis.operator.resource.GatewaySpec;
import io.clavis.operator.resource.Keystone;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The way from a Gateway to the Service. Whether the Gateway takes it is for the Gateway's controller to say. */
public final class HttpRouteStep implements Step {
    /** The API group of the Gateway API. */
    public static final String GROUP = "gateway.networking.k8s.io";

    /** The version of it that is written. */
    public static final String VERSION = "v1";

    /** The kind of the object. */
    public static final String KIND = "HTTPRoute";

    private static final Duration AGAIN = Duration.ofSeconds(10);
    private static final Duration UNTIL_INSTALLED = Duration.ofSeconds(60);

    private static final ResourceDefinitionContext CONTEXT = new ResourceDefinitionContext.Builder()
            .withGroup(GROUP)
            .withVersion(VERSION)
            .withKind(KIND)
            .withPlural("httproutes")
            .withNamespaced(true)
            .build();

    @Override
    public String condition() {
        return "HTTPRouteReady";
    }

    @Override
    public Outcome decide(Keystone keystone, World world) {
        var gateway = keystone.getSpec().gateway();
        boolean served = world.serves(GROUP, VERSION, KIND);
        if (gateway == null) {
            var outcome = Outcome.holds("HTTPRouteNotRequired", "spec.gateway is not set");
            return served ? withoutRoute(keystone, world, outcome) : outcome;
        }
        if (!served) {
            return Outcome.waits(
                    "GatewayAPINotInstalled",
                    "spec.gateway needs the kind " + KIND + " of " + GROUP + "/" + VERSION
                            + ", which the API server does not know",
                    UNTIL_INSTALLED);
        }
        var wanted = route(keystone, gateway);
        boolean accepted = there(keystone, world)
                .filter(found -> Contents.applied(wanted, found) && isAccepted(found, gateway.parentRef()))
                .isPresent();
        var outcome = accepted
                ? Outcome.holds("HTTPRouteAccepted", "the Gateway took the route")
                : Outcome.waits("HTTPRouteNotAccepted", "the Gateway did not take the route yet", AGAIN);
        return outcome.writing(new Write.Apply(wanted));
    }

    private static Outcome withoutRoute(Keystone keystone, World world, Outcome outcome) {
        return there(keystone, world)
                .filter(found -> Owned.by(keystone, found))
                .map(found -> outcome.writing(new Write.Delete(found)))
                .orElse(outcome);
    }

    private static Optional<GenericKubernetesResource> there(Keystone keystone, World world) {
        return world.find(CONTEXT, keystone.getMetadata().getName());
    }

    private static GenericKubernetesResource route(Keystone keystone, GatewaySpec gateway) {
        var name = keystone.getMetadata().getName();
        var path = gateway.path().startsWith("/") ? gateway.path() : "/" + gateway.path();
        var meta = Owned.meta(keystone, name);
        meta.setAnnotations(new LinkedHashMap<>(gateway.annotations()));
        return new GenericKubernetesResourceBuilder()
                .withApiVersion(GROUP + "/" + VERSION)
                .withKind(KIND)
                .withMetadata(meta)
                .addToAdditionalProperties(
                        "spec",
                        Map.of(
                                "parentRefs",
                                List.of(parent(gateway.parentRef())),
                                "hostnames",
                                List.of(gateway.hostname()),
                                "rules",
                                List.of(Map.of(
                                        "matches",
                                        List.of(Map.of("path", Map.of("type", "PathPrefix", "value", path))),
                                        "backendRefs",
                                        List.of(Map.of("kind", "Service", "name", name, "port", Endpoint.PORT))))))
                .build();
    }

    private static Map<String, Object> parent(GatewaySpec.Parent reference) {
        var parent = new LinkedHashMap<String, Object>();
        parent.put("name", reference.name());
        Optional.ofNullable(reference.namespace()).ifPresent(namespace -> parent.put("namespace", namespace));
        Optional.ofNullable(reference.sectionName()).ifPresent(section -> parent.put("sectionName", section));
        return parent;
    }

    /** By the very listener that is wanted, and as the route is now: what was said before is of another route. */
    private static boolean isAccepted(GenericKubernetesResource route, GatewaySpec.Parent wanted) {
        return route.getAdditionalProperties().get("status") instanceof Map<?, ?> status
                && status.get("parents") instanceof List<?> parents
                && parents.stream()
                        .anyMatch(parent -> parent instanceof Map<?, ?> fields
                                && isOf(fields.get("parentRef"), wanted)
                                && hasAccepted(fields.get("conditions"), route));
    }

    private static boolean isOf(@Nullable Object reference, GatewaySpec.Parent wanted) {
        return reference instanceof Map<?, ?> fields
                && parent(wanted).entrySet().stream()
                        .allMatch(field -> Objects.equals(fields.get(field.getKey()), field.getValue()));
    }

    private static boolean hasAccepted(@Nullable Object conditions, GenericKubernetesResource route) {
        return conditions instanceof List<?> list
                && list.stream()
                        .anyMatch(condition -> condition instanceof Map<?, ?> fields
                                && "Accepted".equals(fields.get("type"))
                                && "True".equals(fields.get("status"))
                                && isOfNow(fields.get("observedGeneration"), route));
    }

    private static boolean isOfNow(@Nullable Object generation, GenericKubernetesResource route) {
        var now = route.getMetadata().getGeneration();
        return now == null || !(generation instanceof Number seen) || seen.longValue() >= now;
    }
}
