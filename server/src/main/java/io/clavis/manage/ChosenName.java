package io.clavis.manage;

import java.util.regex.Pattern;

/** Names and ids that an operator chooses on the command line. */
final class ChosenName {
    // What fits the column, and can stand in the path of a URL.
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final int LONGEST = 255;

    private ChosenName() {}

    /** The name without blanks around it. */
    static String required(String option, String name) {
        var stripped = name.strip();
        if (stripped.isEmpty() || stripped.length() > LONGEST) {
            throw new CommandFailure(option + " must have 1 to " + LONGEST + " characters.");
        }
        return stripped;
    }

    static String id(String option, String id) {
        if (!ID.matcher(id).matches()) {
            throw new CommandFailure(option + " must be 1 to 64 letters, digits, hyphens or underscores.");
        }
        return id;
    }
}
