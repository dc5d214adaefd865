package io.clavis.operator.pipeline;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** Something that a step wants written. */
public sealed interface Write {
    /** By server-side apply, in the operator's name. Writes nothing where all is as wanted. */
    record Apply(HasMetadata wanted) implements Write {}

    /** Unless something of this name is there: for Jobs, and for what never changes. */
    record Create(HasMetadata wanted) implements Write {}

    /** As a whole, and only if it still is what was looked at: its {@code resourceVersion} is part of it. */
    record Replace(HasMetadata wanted) implements Write {}

    /** Only if it still is the same object: its {@code uid} is part of it. */
    record Delete(HasMetadata observed) implements Write {}
}
