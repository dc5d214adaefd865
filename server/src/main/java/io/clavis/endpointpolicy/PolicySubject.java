package io.clavis.endpointpolicy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a policy is for: an endpoint, a service, or a service in a region and all below it. */
public record PolicySubject(
        @Nullable String endpointId,
        @Nullable String serviceId,
        @Nullable String regionId) {
    /** One endpoint. */
    public static PolicySubject endpoint(String endpointId) {
        return new PolicySubject(endpointId, null, null);
    }

    /** All endpoints of a service. */
    public static PolicySubject service(String serviceId) {
        return new PolicySubject(null, serviceId, null);
    }

    /** The endpoints of a service in a region and in those below it. */
    public static PolicySubject serviceInRegion(String serviceId, String regionId) {
        return new PolicySubject(null, serviceId, regionId);
    }

    /**
     * The key of its row. Always the same for the same subject, because the table's unique key, with NULLs in it, does
     * not keep two writers from giving one subject two policies.
     */
    String key() {
        var text = String.join("\n", text(endpointId), text(serviceId), text(regionId));
        var uuid = UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
        var hex = HexFormat.of();
        return hex.toHexDigits(uuid.getMostSignificantBits()) + hex.toHexDigits(uuid.getLeastSignificantBits());
    }

    private static String text(@Nullable String id) {
        return Objects.requireNonNullElse(id, "");
    }
}
