package io.clavis.limit;

/** How the limits of a domain and of its projects relate: {@code [unified_limit] enforcement_model}. */
public enum EnforcementModel {
    /** They have nothing to do with each other. */
    FLAT("flat", "Limit enforcement and validation does not take project hierarchy into consideration."),
    /** No project's limit may exceed its domain's. */
    STRICT_TWO_LEVEL("strict_two_level", "This model requires project hierarchy never exceeds a depth of two");

    private final String text;
    private final String description;

    EnforcementModel(String text, String description) {
        this.text = text;
        this.description = description;
    }

    /** The model that the option names. */
    public static EnforcementModel of(String text) {
        return text.equals(STRICT_TWO_LEVEL.text) ? STRICT_TWO_LEVEL : FLAT;
    }

    /** The name in the option and in the API. */
    public String text() {
        return text;
    }

    /** The sentence that the API shows. */
    public String description() {
        return description;
    }
}
