package io.clavis.manage;

import io.clavis.config.Configuration;
import java.util.Optional;

/**
 * Something that is commonly wrong.
 *
 * @param name what is looked for
 * @param advice what to do about it
 * @param sign tells what was found, in a sentence that may be empty; nothing where all is well
 */
record Symptom(String name, String advice, Sign sign) {
    /** Looks for it. */
    @FunctionalInterface
    interface Sign {
        Optional<String> in(Configuration configuration);
    }

    /** Looks for it without details. */
    @FunctionalInterface
    interface Test {
        boolean in(Configuration configuration);
    }

    static Symptom of(String name, String advice, Test test) {
        return new Symptom(name, advice, configuration -> test.in(configuration) ? Optional.of("") : Optional.empty());
    }

    /** The same, looked for only where a condition does not hold. */
    Symptom unless(Test condition) {
        return new Symptom(
                name, advice, configuration -> condition.in(configuration) ? Optional.empty() : sign.in(configuration));
    }
}
