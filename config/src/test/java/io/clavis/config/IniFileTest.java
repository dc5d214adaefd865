package io.clavis.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IniFileTest {
    private static List<String> values(String text) {
        return IniFile.parse("a.conf", text).values().stream()
                .flatMap(List::stream)
                .map(entry -> entry.place() + " = " + entry.text())
                .toList();
    }

    @Test
    void whicheverSignComesFirstSeparates() {
        assertThat(values("[DEFAULT]\na = b:c\nd : e=f\n")).containsExactly("[DEFAULT] a = b:c", "[DEFAULT] d = e=f");
    }

    @Test
    void linesWithHashOrSemicolonAreComments() {
        assertThat(values("# x\n[a]\n;b = 1\n#c = 1\nd = 1\n")).containsExactly("[a] d = 1");
    }

    @Test
    void aCommentSignWithinAValueBelongsToIt() {
        assertThat(values("[a]\nb = 1 # c\n")).containsExactly("[a] b = 1 # c");
    }

    @Test
    void blankAtTheStartContinuesTheValueEvenBeforeACommentSign() {
        assertThat(values("[a]\nb = 1\n   2\n\t# 3\nc = 4")).containsExactly("[a] b = 1\n2\n# 3", "[a] c = 4");
    }

    @Test
    void aValueMayStartOnTheNextLine() {
        assertThat(values("[a]\nb =\n  1,\n  2\n")).containsExactly("[a] b = \n1,\n2");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {"'x',x", "\"x\",x", "\"x',\"x'", "'',||", "\",||", "x',x'", "''x'','x'"})
    void onePairOfEqualQuotesIsDropped(String written, String read) {
        assertThat(values("[a]\nb = " + written)).containsExactly("[a] b = " + read);
    }

    @Test
    void groupsAreLowerCaseExceptDefault() {
        assertThat(values("[Token]\na=1\n[DEFAULT]\na=1\n[default]\nA=1"))
                .containsExactly("[token] a = 1", "[DEFAULT] a = 1", "[default] A = 1");
    }

    @Test
    void aRepeatedSectionGoesOn() {
        assertThat(values("[a]\nb=1\n[c]\nd=1\n[a]\nb=2\n")).containsExactly("[a] b = 1", "[a] b = 2", "[c] d = 1");
    }

    @Test
    void allLineEndsAreUnderstood() {
        assertThat(values("[a]\r\nb = 1 \r\nc = 2\r\n")).containsExactly("[a] b = 1", "[a] c = 2");
    }

    @Test
    void entriesKnowTheLineTheyStartAt() {
        assertThat(IniFile.parse("a.conf", "[a]\n\nb = 1\n 2\n")
                        .values()
                        .iterator()
                        .next())
                .containsExactly(new Entry(new OptionName("a", "b"), "1\n2", "a.conf:3"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[a|a.conf:1: a section line must end with ]",
                "[a] # x|a.conf:1: a section line must end with ]",
                "[]|a.conf:1: the section has no name",
                "b = 1|a.conf:1: option b stands before the first [section]",
                "secret|a.conf:1: expected 'option = value', found neither = nor :",
                "= secret|a.conf:1: no option name before =",
                "' secret'|a.conf:1: this line starts with a blank but continues no option",
            })
    void aMalformedLineIsNamedButNotShown(String text, String message) {
        assertThatThrownBy(() -> IniFile.parse("a.conf", text))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(message);
    }

    @Test
    void anEmptyLineEndsTheValue() {
        assertThatThrownBy(() -> IniFile.parse("a.conf", "[a]\nb = 1\n\n  2\n"))
                .hasMessage("a.conf:4: this line starts with a blank but continues no option");
    }

    @Test
    void allMalformedLinesAreReported() {
        assertThatThrownBy(() -> IniFile.parse("a.conf", "[a]\nx\n=1\nb=2\ny"))
                .hasMessageContainingAll("a.conf:2:", "a.conf:3:", "a.conf:5:");
    }
}
