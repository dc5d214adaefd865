package io.clavis.operator.resource;

import org.jspecify.annotations.Nullable;

/**
 * How the service is run.
 *
 * @param kind which command the image is started with
 * @param requestTimeout seconds that a client may take for a request
 */
public record ServerSpec(Kind kind, @Nullable Integer requestTimeout) {
    static final ServerSpec DEFAULT = new ServerSpec(Kind.Clavis, null);

    public ServerSpec {
        kind = kind == null ? Kind.Clavis : kind;
    }

    /** What serves. */
    public enum Kind {
        /** {@code keystone serve}. */
        Clavis,
        /** uwsgi with upstream's application. */
        Uwsgi
    }
}
