package io.clavis.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The assignments of one file. Lines are read by oslo.config's rules: {@code key = value} or {@code key : value},
 * whichever sign comes first; one pair of equal quotes around the value is dropped; a line that starts with a blank
 * continues the value, also when it looks like a comment; an empty line ends it.
 */
final class IniFile {
    private final String name;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<OptionName, List<Entry>> entries = new LinkedHashMap<>();
    private String section = "";
    private String key = "";
    private int keyLine;
    private final List<String> value = new ArrayList<>();

    private IniFile(String name) {
        this.name = name;
    }

    /**
     * Reads the text of a file.
     *
     * @throws ConfigurationException with every line that cannot be read; lines are not shown, they may hold secrets
     */
    static Map<OptionName, List<Entry>> parse(String name, String text) {
        var file = new IniFile(name);
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            file.line(line.stripTrailing(), number);
        }
        file.endAssignment();
        if (!file.problems.isEmpty()) {
            throw new ConfigurationException(file.problems);
        }
        return file.entries;
    }

    private void line(String line, int number) {
        if (line.isEmpty()) {
            endAssignment();
            return;
        }
        if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
            continuation(line, number);
            return;
        }
        endAssignment();
        switch (line.charAt(0)) {
            case '[' -> section(line, number);
            case '#', ';' -> {}
            default -> assignment(line, number);
        }
    }

    private void continuation(String line, int number) {
        if (key.isEmpty()) {
            problem(number, "this line starts with a blank but continues no option");
            return;
        }
        value.add(line.stripLeading());
    }

    private void section(String line, int number) {
        if (!line.endsWith("]")) {
            problem(number, "a section line must end with ]");
            return;
        }
        if (line.length() == 2) {
            problem(number, "the section has no name");
            return;
        }
        section = line.substring(1, line.length() - 1);
    }

    private void assignment(String line, int number) {
        int sign = firstSign(line);
        if (sign < 0) {
            problem(number, "expected 'option = value', found neither = nor :");
            return;
        }
        String name = line.substring(0, sign).strip();
        if (name.isEmpty()) {
            problem(number, "no option name before " + line.charAt(sign));
            return;
        }
        if (section.isEmpty()) {
            problem(number, "option " + name + " stands before the first [section]");
            return;
        }
        key = name;
        keyLine = number;
        value.add(unquoted(line.substring(sign + 1).strip()));
    }

    private static int firstSign(String line) {
        int equal = line.indexOf('=');
        int colon = line.indexOf(':');
        if (equal < 0 || colon < 0) {
            return Math.max(equal, colon);
        }
        return Math.min(equal, colon);
    }

    private static String unquoted(String text) {
        if (text.isEmpty() || (text.charAt(0) != '"' && text.charAt(0) != '\'')) {
            return text;
        }
        if (text.charAt(0) != text.charAt(text.length() - 1)) {
            return text;
        }
        return text.length() == 1 ? "" : text.substring(1, text.length() - 1);
    }

    private void endAssignment() {
        if (!key.isEmpty()) {
            var place = new OptionName(section, key);
            entries.computeIfAbsent(place, _ -> new ArrayList<>())
                    .add(new Entry(place, String.join("\n", value), name + ":" + keyLine));
        }
        key = "";
        value.clear();
    }

    private void problem(int number, String message) {
        problems.add(new Problem(name + ":" + number, message));
    }
}
