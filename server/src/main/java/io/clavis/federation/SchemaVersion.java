package io.clavis.federation;

import java.util.Arrays;
import java.util.Optional;

/** The form of a mapping's rules. */
public enum SchemaVersion {
    V1("1.0"),
    /** Projects may name the domain that they are in, and what a rule says of domains is honoured. */
    V2("2.0"),
    /** {@code projects_json} as well: what a user may do in which projects, as the provider says. */
    V3("3.0");

    private final String text;

    SchemaVersion(String text) {
        this.text = text;
    }

    /** As the API and the database have it. */
    public String text() {
        return text;
    }

    /** Whether this version has all that another one has. */
    public boolean atLeast(SchemaVersion other) {
        return compareTo(other) >= 0;
    }

    /** The version of that name. */
    public static Optional<SchemaVersion> of(String text) {
        return Arrays.stream(values())
                .filter(version -> version.text.equals(text))
                .findFirst();
    }
}
