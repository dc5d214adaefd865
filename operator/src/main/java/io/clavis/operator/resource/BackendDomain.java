package io.clavis.operator.resource;

import org.jspecify.annotations.Nullable;

/** The domain whose users a backend has. */
public record BackendDomain(
        String name,
        Mode mode,
        DeletionPolicy deletionPolicy,
        @Nullable String description) {
    public BackendDomain {
        mode = mode == null ? Mode.Manage : mode;
        deletionPolicy = deletionPolicy == null ? DeletionPolicy.Retain : deletionPolicy;
    }

    /** Whose the domain is. */
    public enum Mode {
        /** The operator makes it. */
        Manage,
        /** It is there already. */
        Adopt
    }

    /** What becomes of the domain when the resource goes. */
    public enum DeletionPolicy {
        /** It stays. */
        Retain,
        /** It goes too. */
        Delete
    }
}
