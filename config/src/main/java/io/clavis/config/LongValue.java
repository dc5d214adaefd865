package io.clavis.config;

/** A decimal integer in a range, of 64 bits. */
record LongValue(long minimum, long maximum) implements ValueType<Long> {
    static final LongValue ANY = new LongValue(Long.MIN_VALUE, Long.MAX_VALUE);

    @Override
    public Long parse(String text) {
        long value = Long.parseLong(Numerals.integer(text));
        if (value < minimum || value > maximum) {
            throw new IllegalArgumentException(expected());
        }
        return value;
    }

    @Override
    public String format(Long value) {
        return value.toString();
    }

    @Override
    public String expected() {
        boolean open = minimum == Long.MIN_VALUE && maximum == Long.MAX_VALUE;
        return open ? "an integer of 64 bits" : Numerals.range("an integer", minimum, maximum, Long.MAX_VALUE);
    }

    @Override
    public String label() {
        return "integer value";
    }

    @Override
    public boolean blankIsUnset() {
        return true;
    }

    /** Casting saturates, so an infinite end becomes the widest one. */
    @Override
    public ValueType<Long> between(double least, double most) {
        return new LongValue((long) least, (long) most);
    }
}
