package io.clavis.limit;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is counted: a service's resource, in one region or in all.
 *
 * @param serviceId null only in rows that somebody damaged, as is {@code name}
 * @param regionId null for no region in particular
 */
public record Resource(
        @Nullable String serviceId,
        @Nullable String regionId,
        @Nullable String name) {
    /** The same with its name as a database sees it that does not heed case. */
    Resource withoutCase() {
        return name == null ? this : new Resource(serviceId, regionId, name.toLowerCase(Locale.ROOT));
    }
}
