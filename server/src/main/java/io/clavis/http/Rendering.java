package io.clavis.http;

import tools.jackson.core.JsonGenerator;

/** How an item of a long list is written, without a tree of it in between. */
public interface Rendering<T> {
    /** Writes the item as one JSON value. */
    void write(T item, JsonGenerator out);
}
