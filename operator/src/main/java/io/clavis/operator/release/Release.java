package io.clavis.operator.release;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A release of OpenStack.
 *
 * @param number 1 or 2 within the year
 * @param patch what follows, such as {@code -1}; empty for nothing
 */
public record Release(int year, int number, String patch) {
    private static final Pattern CALENDAR =
            Pattern.compile("(?<year>[0-9]{4})\\.(?<number>[12])(?<patch>-[0-9A-Za-z.-]+)?");
    private static final Pattern KEYSTONE =
            Pattern.compile("v?(?<major>[0-9]{1,2})\\.(?<minor>[0-9]+)(?<patch>\\.[0-9]+(?:[-.][0-9A-Za-z.]+)?)?");
    private static final int FIRST_YEAR = 2010;

    /** Keystone 25 came with 2024.1; since then each release of OpenStack has the next number. */
    private static final int FIRST_MAJOR = 25;

    private static final int LAST_MAJOR = 30;
    private static final int YEAR_OF_FIRST_MAJOR = 2024;

    /** Of the newest release that Clavis' own versions stand for: its database schema is the one of Keystone 30. */
    private static final int CLAVIS_MAJOR = 30;

    private static final Comparator<Release> BY_AGE =
            Comparator.comparingInt(Release::year).thenComparingInt(Release::number);

    /**
     * The release that an image's tag names: {@code 2025.2}, {@code 2025.2-1}, Keystone's version {@code 28.0.0}, or
     * Clavis' own {@code 0.1.0}.
     */
    public static Optional<Release> parse(String tag) {
        var calendar = CALENDAR.matcher(tag);
        if (calendar.matches()) {
            int year = Integer.parseInt(calendar.group("year"));
            return year < FIRST_YEAR
                    ? Optional.empty()
                    : Optional.of(new Release(year, Integer.parseInt(calendar.group("number")), patch(calendar)));
        }
        var keystone = KEYSTONE.matcher(tag);
        return keystone.matches() ? ofVersion(keystone) : Optional.empty();
    }

    private static Optional<Release> ofVersion(Matcher version) {
        int major = Integer.parseInt(version.group("major"));
        if (major == 0) {
            return Optional.of(ofMajor(CLAVIS_MAJOR, version));
        }
        return major < FIRST_MAJOR || major > LAST_MAJOR ? Optional.empty() : Optional.of(ofMajor(major, version));
    }

    private static Release ofMajor(int major, Matcher version) {
        int releases = major - FIRST_MAJOR;
        var minor = "-" + version.group("minor") + patch(version);
        return new Release(YEAR_OF_FIRST_MAJOR + releases / 2, 1 + releases % 2, minor.equals("-0.0") ? "" : minor);
    }

    private static String patch(Matcher matcher) {
        var patch = matcher.group("patch");
        return patch == null ? "" : patch;
    }

    /** Whether both have the same database schema. */
    public boolean sameSeries(Release other) {
        return year == other.year && number == other.number;
    }

    /** Whether this came before, patches aside. */
    public boolean before(Release other) {
        return BY_AGE.compare(this, other) < 0;
    }

    /** The next one, which is the only one that this can be upgraded to. */
    public Release next() {
        return number == 1 ? new Release(year, 2, "") : new Release(year + 1, 1, "");
    }

    /** {@code 2025.2}, and what follows. */
    @Override
    public String toString() {
        return year + "." + number + patch;
    }
}
