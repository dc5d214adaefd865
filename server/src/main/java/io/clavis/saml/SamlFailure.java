package io.clavis.saml;

/** This service cannot vouch for anybody as it is configured; the message tells the operator why. */
public final class SamlFailure extends RuntimeException {
    SamlFailure(String message) {
        super(message);
    }

    SamlFailure(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
