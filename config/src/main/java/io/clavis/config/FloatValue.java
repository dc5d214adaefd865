package io.clavis.config;

/** A decimal fraction in a range. */
record FloatValue(double minimum, double maximum) implements ValueType<Double> {
    static final FloatValue ANY = new FloatValue(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    @Override
    public Double parse(String text) {
        double value = Double.parseDouble(Numerals.floating(text));
        if (!Double.isFinite(value) || value < minimum || value > maximum) {
            throw new IllegalArgumentException(expected());
        }
        return value;
    }

    @Override
    public String format(Double value) {
        return value.toString();
    }

    @Override
    public String expected() {
        return equals(ANY) ? "a number" : Numerals.range("a number", minimum, maximum, Double.POSITIVE_INFINITY);
    }

    @Override
    public String label() {
        return "floating point value";
    }

    @Override
    public boolean blankIsUnset() {
        return true;
    }

    @Override
    public ValueType<Double> between(double least, double most) {
        return new FloatValue(least, most);
    }
}
