package io.clavis.operator.resource;

import org.jspecify.annotations.Nullable;

/** A container image, by a tag or by a digest. */
public record Image(
        String repository, @Nullable String tag, @Nullable String digest) {
    /** As a container names it. */
    public String reference() {
        return digest == null ? repository + ":" + tag : repository + "@" + digest;
    }
}
