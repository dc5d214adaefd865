package io.clavis.composition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/advisories.md} says of each number which tests show it; here it is held to that. */
class AdvisoriesDocumentTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern NUMBER = Pattern.compile("(CVE|OSSA|OSSN)-[0-9-]+");
    private static final Pattern SHOWN_BY = Pattern.compile("`([A-Za-z0-9]+)\\.([a-z][A-Za-z0-9]+)`");
    private static final Pattern TEST = Pattern.compile("\\n    void ([a-z][A-Za-z0-9]+)\\(");

    private record Row(String number, String what, String shownBy) {}

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(ROOT.resolve("docs/advisories.md")).stream()
                .map(line -> line.split(" *\\| *"))
                .filter(cells -> cells.length == 4 && NUMBER.matcher(cells[1]).matches())
                .map(cells -> new Row(cells[1], cells[2], cells[3]))
                .toList();
    }

    private static Map<String, List<String>> tests() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT, 12)) {
            return files.filter(file -> file.toString().contains("/src/test/java/"))
                    .filter(file -> file.toString().endsWith("Test.java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            AdvisoriesDocumentTest::methods,
                            (one, other) ->
                                    Stream.concat(one.stream(), other.stream()).toList()));
        }
    }

    private static List<String> methods(Path file) {
        try {
            return TEST.matcher(Files.readString(file))
                    .results()
                    .map(found -> found.group(1))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everyNumberHasItsTestOrAReason() throws IOException {
        var tests = tests();
        var numbers = new HashSet<String>();
        var wrong = new ArrayList<String>();
        for (var row : rows()) {
            var named = SHOWN_BY.matcher(row.shownBy()).results().toList();
            if (!numbers.add(row.number()) || row.what().isBlank()) {
                wrong.add(row.number() + " stands there twice, or says nothing");
            }
            if (named.isEmpty() && !row.shownBy().startsWith("does not apply: ")) {
                wrong.add(row.number() + " has neither a test nor a reason");
            }
            named.stream()
                    .filter(test ->
                            !tests.getOrDefault(test.group(1), List.of()).contains(test.group(2)))
                    .map(MatchResult::group)
                    .forEach(test -> wrong.add(row.number() + " names a test that is not there: " + test));
        }
        assertThat(wrong).isEmpty();
        assertThat(numbers).hasSizeGreaterThan(60);
    }

    @Test
    void everyTestOfANumberIsListed() throws IOException {
        var listed = rows().stream().map(Row::shownBy).collect(Collectors.joining());
        assertThat(new TreeSet<>(tests().get("AdvisoriesTest")))
                .filteredOn(test -> test.startsWith("cve"))
                .isNotEmpty()
                .allMatch(test -> listed.contains("`AdvisoriesTest." + test + "`"));
    }
}
