package io.clavis.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An option of {@code keystone.conf}, declared once: where it stands, what it may hold, what it is without being set
 * and what it means. One without a default yields an {@link Optional}.
 *
 * @param secret whether the value must never be shown
 * @param formerNames deprecated places where the value is still found
 * @param forRemoval whether setting it is discouraged altogether
 */
public record Option<T>(
        String group,
        String name,
        ValueType<T> type,
        T fallback,
        String help,
        boolean secret,
        List<OptionName> formerNames,
        boolean forRemoval) {

    public Option {
        formerNames = List.copyOf(formerNames);
    }

    private static <T> Option<T> of(String group, String name, ValueType<T> type, T fallback, String help) {
        return new Option<>(group, name, type, fallback, help, false, List.of(), false);
    }

    private static <T> Option<Optional<T>> of(String group, String name, ValueType<T> type, String help) {
        return of(group, name, new OptionalValue<>(type), Optional.empty(), help);
    }

    public static Option<String> string(String group, String name, String fallback, String help) {
        return of(group, name, StringValue.ANY, fallback, help);
    }

    public static Option<Optional<String>> string(String group, String name, String help) {
        return of(group, name, StringValue.ANY, help);
    }

    public static Option<Integer> integer(String group, String name, int fallback, String help) {
        return of(group, name, IntegerValue.ANY, fallback, help);
    }

    public static Option<Optional<Integer>> integer(String group, String name, String help) {
        return of(group, name, IntegerValue.ANY, help);
    }

    /** An integer whose upstream range goes beyond 32 bits. */
    public static Option<Long> longInteger(String group, String name, long fallback, String help) {
        return of(group, name, LongValue.ANY, fallback, help);
    }

    /** An integer whose upstream range goes beyond 32 bits. */
    public static Option<Optional<Long>> longInteger(String group, String name, String help) {
        return of(group, name, LongValue.ANY, help);
    }

    /** A TCP port, 0 to 65535. */
    public static Option<Integer> port(String group, String name, int fallback, String help) {
        return of(group, name, IntegerValue.PORT, fallback, help);
    }

    public static Option<Double> floating(String group, String name, double fallback, String help) {
        return of(group, name, FloatValue.ANY, fallback, help);
    }

    public static Option<Boolean> bool(String group, String name, boolean fallback, String help) {
        return of(group, name, new BooleanValue(), fallback, help);
    }

    public static Option<Optional<Boolean>> bool(String group, String name, String help) {
        return of(group, name, new BooleanValue(), help);
    }

    /** Values between commas. */
    public static Option<List<String>> list(String group, String name, List<String> fallback, String help) {
        return of(group, name, new ListValue(StringValue.ANY), List.copyOf(fallback), help);
    }

    /** Values between commas. */
    public static Option<Optional<List<String>>> list(String group, String name, String help) {
        return of(group, name, new ListValue(StringValue.ANY), help);
    }

    /** An option that may be written many times; every value counts. */
    public static Option<List<String>> multi(String group, String name, List<String> fallback, String help) {
        return of(group, name, new MultiValue(), List.copyOf(fallback), help);
    }

    /** {@code name:value} pairs between commas. */
    public static Option<Optional<Map<String, String>>> dict(String group, String name, String help) {
        return of(group, name, new DictValue(), help);
    }

    /** A URI with scheme and host; kept as text, since upstream admits more than {@link java.net.URI} does. */
    public static Option<String> uri(String group, String name, String fallback, String help) {
        return of(group, name, new UriValue(), fallback, help);
    }

    /** A URI with scheme and host; kept as text, since upstream admits more than {@link java.net.URI} does. */
    public static Option<Optional<String>> uri(String group, String name, String help) {
        return of(group, name, new UriValue(), help);
    }

    /** A host name or an IP address. */
    public static Option<String> host(String group, String name, String fallback, String help) {
        return of(group, name, new HostValue(), fallback, help);
    }

    public Option<T> between(double minimum, double maximum) {
        return with(type.between(minimum, maximum));
    }

    public Option<T> atLeast(double minimum) {
        return between(minimum, Double.POSITIVE_INFINITY);
    }

    public Option<T> atMost(double maximum) {
        return between(Double.NEGATIVE_INFINITY, maximum);
    }

    /** Admits only these words; of a list, as its items. */
    public Option<T> choices(String... choices) {
        return with(type.restricted(new StringValue(Arrays.asList(choices), false, "")));
    }

    public Option<T> choicesInAnyCase(String... choices) {
        return with(type.restricted(new StringValue(Arrays.asList(choices), true, "")));
    }

    /** Admits only values in which the regular expression is found. */
    public Option<T> matching(Pattern pattern) {
        return with(type.restricted(new StringValue(List.of(), false, pattern.pattern())));
    }

    public Option<T> hidden() {
        return new Option<>(group, name, type, fallback, help, true, formerNames, forRemoval);
    }

    public Option<T> formerly(String formerGroup, String formerName) {
        var names = new ArrayList<>(formerNames);
        names.add(new OptionName(formerGroup, formerName));
        return new Option<>(group, name, type, fallback, help, secret, names, forRemoval);
    }

    public Option<T> deprecated() {
        return new Option<>(group, name, type, fallback, help, secret, formerNames, true);
    }

    private Option<T> with(ValueType<T> narrower) {
        return new Option<>(group, name, narrower, fallback, help, secret, formerNames, forRemoval);
    }

    OptionName place() {
        return new OptionName(group, name);
    }

    @Override
    public String toString() {
        return place().toString();
    }
}
