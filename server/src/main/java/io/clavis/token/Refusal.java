package io.clavis.token;

import io.clavis.http.NotFound;

/** Why a token is not valid, in the words that clients of Keystone know. Never holds the token. */
final class Refusal {
    private Refusal() {}

    static NotFound invalid() {
        return new NotFound("Failed to validate token");
    }

    static NotFound unrecognized() {
        return new NotFound("Could not recognize Fernet token");
    }

    static NotFound absent() {
        return new NotFound("No token in the request");
    }

    static NotFound disabled(String kind, String id) {
        return new NotFound("Unable to validate token because " + kind + " " + id + " is disabled");
    }
}
