package io.clavis.config;

/** A decimal integer in a range. */
record IntegerValue(int minimum, int maximum, String label) implements ValueType<Integer> {
    static final IntegerValue ANY = new IntegerValue(Integer.MIN_VALUE, Integer.MAX_VALUE, "integer value");
    static final IntegerValue PORT = new IntegerValue(0, 65535, "port value");

    @Override
    public Integer parse(String text) {
        int value = Integer.parseInt(Numerals.integer(text));
        if (value < minimum || value > maximum) {
            throw new IllegalArgumentException(expected());
        }
        return value;
    }

    @Override
    public String format(Integer value) {
        return value.toString();
    }

    /** Of two ends that are open, the machine's are named: a number beyond them is refused here but not upstream. */
    @Override
    public String expected() {
        boolean open = minimum == Integer.MIN_VALUE && maximum == Integer.MAX_VALUE;
        return open ? "an integer of 32 bits" : Numerals.range("an integer", minimum, maximum, Integer.MAX_VALUE);
    }

    @Override
    public boolean blankIsUnset() {
        return true;
    }

    /** Casting saturates, so an infinite end becomes the widest one. */
    @Override
    public ValueType<Integer> between(double least, double most) {
        return new IntegerValue((int) least, (int) most, label);
    }
}
