package io.clavis.manage;

/** A command could not do its work; the message tells the operator why, and what to do. */
final class CommandFailure extends RuntimeException {
    CommandFailure(String message) {
        super(message);
    }
}
