package io.clavis.config;

/** A {@code $name} that cannot be replaced. */
final class SubstitutionException extends RuntimeException {
    private final String problem;

    private SubstitutionException(String name, String problem) {
        super("$" + name + " " + problem);
        this.problem = problem;
    }

    static SubstitutionException unknown(String name) {
        return new SubstitutionException(name, "names no option; a dollar sign is written $$");
    }

    static SubstitutionException circular(OptionName place) {
        return new SubstitutionException(place.group() + "." + place.name(), "leads back to itself");
    }

    /** The reason to show; what follows the dollar sign in a secret is part of it. */
    String reason(boolean secret) {
        return secret ? "a $ in it " + problem : String.valueOf(getMessage());
    }
}
