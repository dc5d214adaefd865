package io.clavis.operator.configuration;

/** A resource that no file can be made of. The message names the field and says what is expected. */
public final class InvalidSpecification extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidSpecification(String field, String expected) {
        super(field + ": " + expected);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
