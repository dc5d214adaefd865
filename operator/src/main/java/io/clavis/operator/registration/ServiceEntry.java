package io.clavis.operator.registration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clavis.operator.identity.Identity;
import io.clavis.operator.identity.Kind;
import io.clavis.operator.resource.KeystoneServiceSpec;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The entry of a service in Keystone's catalog. */
final class ServiceEntry {
    private final Identity administrator;
    private final KeystoneServiceSpec spec;
    private final Mark mark;

    ServiceEntry(Identity administrator, KeystoneServiceSpec spec, Mark mark) {
        this.administrator = administrator;
        this.spec = spec;
        this.mark = mark;
    }

    /**
     * Has it as it should be. One of the same type and name is taken over.
     *
     * @param before the id that it had
     * @return its id
     */
    String settle(@Nullable String before) {
        var former = former(before);
        var found = named().or(() -> former);
        var service = found.isPresent() ? repaired(found.get()) : made();
        // Another one has the name that it got: the one before is of no use to anybody.
        former.map(ServiceEntry::id)
                .filter(id -> !id.equals(id(service)))
                .ifPresent(id -> administrator.delete(Kind.SERVICES, id));
        return id(service);
    }

    /** Removes it unless it was taken over. */
    void remove(@Nullable String before) {
        named().filter(mark::isOn)
                .or(() -> former(before))
                .ifPresent(service -> administrator.delete(Kind.SERVICES, id(service)));
    }

    private Optional<ObjectNode> named() {
        return administrator.findOne(Kind.SERVICES, Map.of("type", spec.serviceType(), "name", spec.serviceName()));
    }

    /** The one that was made for this resource, whatever its name. */
    private Optional<ObjectNode> former(@Nullable String id) {
        return Optional.ofNullable(id)
                .flatMap(known -> administrator.get(Kind.SERVICES, known))
                .filter(mark::isOn);
    }

    private ObjectNode made() {
        return administrator.create(Kind.SERVICES, mark.on(wanted()));
    }

    private ObjectNode repaired(ObjectNode there) {
        var changes = Changes.between(there, wanted());
        return changes.isEmpty() ? there : administrator.update(Kind.SERVICES, id(there), changes);
    }

    private ObjectNode wanted() {
        var wanted = Identity.object()
                .put("type", spec.serviceType())
                .put("name", spec.serviceName())
                .put("enabled", spec.enabled());
        if (spec.serviceDescription() != null) {
            wanted.put("description", spec.serviceDescription());
        }
        return wanted;
    }

    private static String id(ObjectNode object) {
        return object.path("id").asText();
    }
}
