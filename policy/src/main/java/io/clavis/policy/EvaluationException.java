package io.clavis.policy;

/** A check could not be evaluated; the decision is a refusal whatever stands around the check. */
final class EvaluationException extends RuntimeException {
    EvaluationException(String message) {
        super(message, null, false, false);
    }

    EvaluationException(String message, Throwable cause) {
        super(message, cause, false, false);
    }
}
