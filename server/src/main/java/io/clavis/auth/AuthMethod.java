package io.clavis.auth;

import tools.jackson.databind.node.ObjectNode;

/** One way to prove who one is, an entry of {@code [auth] methods}. Thread-safe. */
public interface AuthMethod {
    /** The name in {@code identity.methods}. */
    String name();

    /**
     * Who it is.
     *
     * @param data the method's own member of {@code identity}, checked against the request schema
     * @throws io.clavis.http.Failure where that is not proven
     */
    Proof authenticate(Attempt attempt, ObjectNode data);
}
