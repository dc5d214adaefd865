package io.clavis.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTypeTest {
    @ParameterizedTest
    @ValueSource(strings = {"true", "1", "On", "YES"})
    void fourWordsAreTrueInAnyCase(String text) {
        assertThat(new BooleanValue().parse(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"False", "0", "off", "no"})
    void fourWordsAreFalseInAnyCase(String text) {
        assertThat(new BooleanValue().parse(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "maybe", " true", "2"})
    void otherWordsAreNoBoolean(String text) {
        assertThatThrownBy(() -> new BooleanValue().parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"5,5", "+5,5", "-5,-5", "1_000,1000", "' 7 ',7", "007,7"})
    void integersAreWrittenAsInPython(String text, int value) {
        assertThat(IntegerValue.ANY.parse(text)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x10", "1.5", "abc", "_1", "1__0", "1_", "2147483648", ""})
    void otherFormsAreNoInteger(String text) {
        assertThatThrownBy(() -> IntegerValue.ANY.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLongIntegerGoesBeyond32Bits() {
        assertThat(LongValue.ANY.between(0, Double.POSITIVE_INFINITY).parse("9223372036854775807"))
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void bothEndsOfARangeAreWithin() {
        var type = IntegerValue.ANY.between(0, 10);
        assertThat(type.parse("0")).isZero();
        assertThat(type.parse("10")).isEqualTo(10);
        assertThatThrownBy(() -> type.parse("-1")).hasMessage("an integer between 0 and 10");
        assertThatThrownBy(() -> type.parse("11")).hasMessage("an integer between 0 and 10");
    }

    @Test
    void rangesAreToldInWords() {
        double open = Double.POSITIVE_INFINITY;
        assertThat(IntegerValue.ANY.expected()).isEqualTo("an integer of 32 bits");
        assertThat(IntegerValue.ANY.between(1, open).expected()).isEqualTo("an integer of at least 1");
        assertThat(IntegerValue.ANY.between(-open, 4096).expected()).isEqualTo("an integer of at most 4096");
        assertThat(LongValue.ANY.between(0, open).expected()).isEqualTo("an integer of at least 0");
        assertThat(FloatValue.ANY.expected()).isEqualTo("a number");
        assertThat(FloatValue.ANY.between(0, open).expected()).isEqualTo("a number of at least 0.0");
        assertThat(FloatValue.ANY.between(0, 4.5).expected()).isEqualTo("a number between 0.0 and 4.5");
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1.5,1.5", "1e3,1000", ".5,0.5", "2.,2", "-0.1,-0.1"})
    void fractionsAreWrittenAsInPython(String text, double value) {
        assertThat(FloatValue.ANY.parse(text)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1f", "0x1p3", "nan", "inf", "1e999", "."})
    void otherFormsAreNoFraction(String text) {
        assertThatThrownBy(() -> FloatValue.ANY.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void listsKeepEmptyItemsExceptAtTheEnd() {
        var type = new ListValue(StringValue.ANY);
        assertThat(type.parse("a, b,,c,,")).containsExactly("a", "b", "", "c");
        assertThat(type.parse("\na,\nb")).containsExactly("a", "b");
        assertThat(type.parse(" ")).isEmpty();
        assertThat(type.parse(",")).isEmpty();
    }

    @Test
    void pairsStandBetweenCommas() {
        assertThat(new DictValue().parse("a:b, c : d:e")).isEqualTo(Map.of("a", "b", "c", "d:e"));
        assertThat(new DictValue().parse("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a:b,c", ":b", "a:1,a:2"})
    void aPairHasANameOfItsOwn(String text) {
        assertThatThrownBy(() -> new DictValue().parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a", "https://user@host:5000/v3?x#y", "http://[::1]:5000", "ldap://h/a b"})
    void aUriHasSchemeAndHost(String text) {
        assertThat(new UriValue().parse(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "foo", "host:5000", "http://", "http:///v3", "//host", "1http://host"})
    void aUriWithoutSchemeOrHostIsRefused(String text) {
        assertThatThrownBy(() -> new UriValue().parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "a-b.example.org", "example.org.", "127.0.0.1", "::1", "fe80::1", "3com.net"})
    void hostsAreNamesOrAddresses(String text) {
        assertThat(new HostValue().parse(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a-", "a..b", "256.0.0.1", "1.2.3", "a_b", "::g", "a b"})
    void otherWordsAreNoHost(String text) {
        assertThatThrownBy(() -> new HostValue().parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void choicesMindTheCaseUnlessDeclaredOtherwise() {
        var strict = Option.string("g", "o", "a", "").choices("a", "").type();
        var lenient = Option.string("g", "o", "a", "").choicesInAnyCase("Days").type();
        assertThat(strict.parse("a")).isEqualTo("a");
        assertThat(strict.parse("")).isEmpty();
        assertThatThrownBy(() -> strict.parse("A")).hasMessage("one of a, ''");
        assertThat(lenient.parse("days")).isEqualTo("days");
    }

    @Test
    void choicesOfAListConcernItsItems() {
        var type = Option.list("g", "o", List.of(), "").choices("a", "b").type();
        assertThat(type.parse("a,b")).containsExactly("a", "b");
        assertThatThrownBy(() -> type.parse("a,c")).isInstanceOf(IllegalArgumentException.class);
        assertThat(type.expected()).isEqualTo("values between commas, each one of a, b");
    }

    @Test
    void aRegularExpressionIsLookedForAnywhere() {
        var type = Option.string("g", "o", "").matching(Pattern.compile("b+")).type();
        assertThat(type.parse("abc")).contains("abc");
        assertThatThrownBy(() -> type.parse("ac")).hasMessage("a string matching b+");
    }

    @Test
    void portsEndAt65535() {
        var type = Option.port("g", "o", 1, "").type();
        assertThat(type.parse("65535")).isEqualTo(65535);
        assertThatThrownBy(() -> type.parse("65536")).hasMessage("an integer between 0 and 65535");
    }
}
