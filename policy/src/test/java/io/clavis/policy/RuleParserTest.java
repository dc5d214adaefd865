package io.clavis.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleParserTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "role:a and role:b or role:c|((role:a and role:b) or role:c)",
                "role:a or role:b and role:c|(role:a or (role:b and role:c))",
                "not role:a and role:b|(not role:a and role:b)",
                "not (role:a AND role:b)|not (role:a and role:b)",
                "((role:a)) Or NOT not @|(role:a or not not @)",
                "user_id:%(target.user.id)s and !|(user_id:%(target.user.id)s and !)",
                "'member':%(x)s or None:%(y)s|('member':%(x)s or None:%(y)s)",
                "nocolon or role:a|(! or role:a)",
            })
    void operatorsBindAsInOsloPolicy(String rule, String tree) {
        assertThat(RuleParser.parse(rule)).hasToString(tree);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "and", "role:a role:b", "(role:a", "role:a)", "()", "role:a or", "'quoted'", "not"})
    void whatCannotBeParsedDenies(String rule) {
        assertThat(RuleParser.parse(rule)).isInstanceOf(Check.Unreadable.class).hasToString("!");
    }

    @Test
    void emptyRuleAllows() {
        assertThat(RuleParser.parse("")).isEqualTo(Check.Constant.ALLOW);
        assertThat(RuleParser.parse(List.of())).isEqualTo(Check.Constant.ALLOW);
    }

    @Test
    void listsAreOrsOfAnds() {
        var rule = List.of(List.of("role:a", "role:b"), List.<String>of(), List.of("role:c"));
        assertThat(RuleParser.parse(rule)).hasToString("((role:a and role:b) or role:c)");
        assertThat(RuleParser.parse(List.of(List.<String>of()))).isEqualTo(Check.Constant.DENY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"class:x", "01:x", ":x", "user_id:%(x)z", "user_id:%s", "user_id:50%", "'a'b':x"})
    void checkThatWouldRaiseAnErrorIsBroken(String check) {
        assertThat(RuleParser.parse(check)).isInstanceOf(Check.Broken.class);
    }
}
