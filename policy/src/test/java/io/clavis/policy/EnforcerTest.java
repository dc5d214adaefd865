package io.clavis.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.policy.RuleDefault.DeprecatedRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnforcerTest {
    private static final Credentials ANNA = Credentials.builder()
            .userId("anna")
            .projectId("p1")
            .roles(List.of("Member"))
            .token(Map.of("project", Map.of("domain", Map.of("id", "d1")), "roles", List.of(Map.of("name", "Member"))))
            .build();

    @TempDir
    Path dir;

    private static Decision ask(String rule, Map<String, ?> target) {
        return ask(rule, ANNA, target);
    }

    private static Decision ask(String rule, Credentials credentials, Map<String, ?> target) {
        return enforcer(PolicySettings.defaults(), rule("asked", rule)).decide("asked", credentials, target);
    }

    private static Enforcer enforcer(PolicySettings settings, RuleDefault... rules) {
        return Enforcer.create(settings, List.of(rules), InstantSource.system());
    }

    private static RuleDefault rule(String name, String check) {
        return new RuleDefault(name, check, Set.of(), null, false, List.of());
    }

    private PolicySettings file(String yaml) throws IOException {
        return PolicySettings.defaults().withPolicyFile(Files.writeString(dir.resolve("policy.yaml"), yaml));
    }

    @Test
    void onlyARuleThatAsksNothingIsOpenToAll() {
        var enforcer = enforcer(
                PolicySettings.defaults(), rule("empty", ""), rule("always", "@"), rule("admin", "role:admin"));
        assertThat(enforcer.isOpenToAll("empty")).isTrue();
        assertThat(enforcer.isOpenToAll("always")).isTrue();
        assertThat(enforcer.isOpenToAll("admin")).isFalse();
        assertThat(enforcer.isOpenToAll("unknown")).isFalse();
    }

    @Test
    void roleIsComparedWithoutCase() {
        assertThat(ask("role:mEMBER", Map.of())).isEqualTo(Decision.ALLOWED);
        assertThat(ask("role:%(wanted)s", Map.of("wanted", "MEMBER"))).isEqualTo(Decision.ALLOWED);
        assertThat(ask("role:%(absent)s", Map.of())).isEqualTo(Decision.DENIED);
    }

    @Test
    void attributeIsComparedWithCase() {
        assertThat(ask("user_id:anna", Map.of())).isEqualTo(Decision.ALLOWED);
        assertThat(ask("user_id:Anna", Map.of())).isEqualTo(Decision.DENIED);
    }

    @Test
    void targetIsFoundFlatOrNested() {
        var rule = "user_id:%(target.user.id)s";
        assertThat(ask(rule, Map.of("target.user.id", "anna"))).isEqualTo(Decision.ALLOWED);
        assertThat(ask(rule, Map.of("target", Map.of("user", Map.of("id", "anna")))))
                .isEqualTo(Decision.ALLOWED);
        assertThat(ask(rule, Map.of("target", Map.of("user.id", "anna")))).isEqualTo(Decision.ALLOWED);
        assertThat(ask(rule, Map.of("target", Map.of("user", "anna")))).isEqualTo(Decision.DENIED);
    }

    @Test
    void absentTargetIsFalseAndNullIsNone() {
        var withNull = new HashMap<String, Object>();
        withNull.put("x", null);
        assertThat(ask("None:%(x)s", withNull)).isEqualTo(Decision.ALLOWED);
        assertThat(ask("None:%(x)s", Map.of())).isEqualTo(Decision.DENIED);
        assertThat(ask("not None:%(x)s", Map.of())).isEqualTo(Decision.ALLOWED);
        assertThat(ask("domain_id:None", Map.of())).isEqualTo(Decision.ALLOWED);
        assertThat(ask("unheard_of:None", Map.of())).isEqualTo(Decision.DENIED);
    }

    @Test
    void literalOnTheLeftIsComparedAsPythonPrintsIt() {
        assertThat(ask("'member':%(x)s", Map.of("x", "member"))).isEqualTo(Decision.ALLOWED);
        assertThat(ask("True:%(x)s", Map.of("x", true))).isEqualTo(Decision.ALLOWED);
        assertThat(ask("True:%(x)s", Map.of("x", "true"))).isEqualTo(Decision.DENIED);
        assertThat(ask("1:%(x)s", Map.of("x", 1))).isEqualTo(Decision.ALLOWED);
    }

    @Test
    void tokenIsSearchedByDots() {
        assertThat(ask("token.project.domain.id:%(d)s", Map.of("d", "d1"))).isEqualTo(Decision.ALLOWED);
        assertThat(ask("token.domain.id:%(d)s", Map.of("d", "d1"))).isEqualTo(Decision.DENIED);
        assertThat(ask("token.roles.name:Member", Map.of())).isEqualTo(Decision.ALLOWED);
    }

    @Test
    void isAdminIsOnlyAnAttribute() {
        var admin = Credentials.builder().isAdmin(true).build();
        assertThat(ask("is_admin:True", admin, Map.of())).isEqualTo(Decision.ALLOWED);
        assertThat(ask("is_admin:1", admin, Map.of())).isEqualTo(Decision.DENIED);
        assertThat(ask("is_admin:False", ANNA, Map.of())).isEqualTo(Decision.DENIED);
    }

    @Test
    void brokenCheckRefusesEvenUnderNot() {
        assertThat(ask("not user_id:50%", Map.of())).isEqualTo(Decision.DENIED);
        assertThat(ask("not user_id.deeper:x", Map.of())).isEqualTo(Decision.DENIED);
        assertThat(ask("role:member or user_id:50%", Map.of())).isEqualTo(Decision.ALLOWED);
    }

    @Test
    void ruleReferencesAreFollowedAndUnknownOnesDeny() {
        var enforcer = enforcer(
                PolicySettings.defaults(),
                rule("a", "rule:b"),
                rule("b", "role:member"),
                rule("c", "rule:missing"),
                rule("d", "not rule:missing"));
        assertThat(enforcer.decide("a", ANNA, Map.of())).isEqualTo(Decision.ALLOWED);
        assertThat(enforcer.decide("c", ANNA, Map.of())).isEqualTo(Decision.DENIED);
        assertThat(enforcer.decide("d", ANNA, Map.of())).isEqualTo(Decision.ALLOWED);
        assertThat(enforcer.decide("missing", ANNA, Map.of())).isEqualTo(Decision.UNKNOWN_RULE);
    }

    @Test
    void cyclesAreRefusedWhereverTheyAreEntered() {
        var enforcer = enforcer(
                PolicySettings.defaults(),
                rule("a", "not rule:b"),
                rule("b", "role:nobody or rule:a"),
                rule("self", "rule:self"),
                rule("outside", "role:member or rule:a"));
        assertThat(List.of("a", "b", "self"))
                .allSatisfy(name ->
                        assertThat(enforcer.decide(name, ANNA, Map.of())).isEqualTo(Decision.DENIED));
        assertThat(enforcer.decide("outside", ANNA, Map.of())).isEqualTo(Decision.ALLOWED);
    }

    @Test
    void operatorsDefaultRuleStandsInForUnknownOnes() throws IOException {
        var enforcer = enforcer(file("default: role:member"), rule("a", "rule:missing"));
        assertThat(enforcer.decide("missing", ANNA, Map.of())).isEqualTo(Decision.ALLOWED);
        assertThat(enforcer.decide("a", ANNA, Map.of())).isEqualTo(Decision.ALLOWED);
        assertThat(enforcer.known("missing")).isFalse();
    }

    @Test
    void scopeIsEnforcedUnlessSwitchedOff() {
        var system = new RuleDefault("asked", "@", Set.of(ScopeType.SYSTEM), null, false, List.of());
        var root = Credentials.builder().systemScope("all").build();
        var domain = Credentials.builder().domainId("d1").build();
        var enforcer = enforcer(PolicySettings.defaults(), system);
        assertThat(enforcer.decide("asked", root, Map.of())).isEqualTo(Decision.ALLOWED);
        assertThat(enforcer.decide("asked", domain, Map.of())).isEqualTo(Decision.SCOPE_MISMATCH);
        assertThat(enforcer.decide("asked", ANNA, Map.of())).isEqualTo(Decision.SCOPE_MISMATCH);
        var lax = enforcer(PolicySettings.defaults().withEnforceScope(false), system);
        assertThat(lax.decide("asked", ANNA, Map.of())).isEqualTo(Decision.ALLOWED);
    }

    @Test
    void unscopedTokenCountsAsProjectScoped() {
        assertThat(Credentials.builder().userId("u").build().scopeType()).isEqualTo(ScopeType.PROJECT);
    }

    @Test
    void overrideReplacesCheckButKeepsScopeTypes() throws IOException {
        var system = new RuleDefault("asked", "!", Set.of(ScopeType.SYSTEM), null, false, List.of());
        var enforcer = enforcer(file("asked: '@'"), system);
        assertThat(enforcer.decide(
                        "asked", Credentials.builder().systemScope("all").build(), Map.of()))
                .isEqualTo(Decision.ALLOWED);
        assertThat(enforcer.decide("asked", ANNA, Map.of())).isEqualTo(Decision.SCOPE_MISMATCH);
    }

    private static RuleDefault renamed() {
        var former = new DeprecatedRule("old", "role:member", "S");
        return new RuleDefault("new", "role:admin", Set.of(), former, false, List.of());
    }

    @Test
    void deprecatedDefaultAllowsOnlyWhenNewDefaultsAreNotEnforced() throws IOException {
        var off = PolicySettings.defaults().withEnforceNewDefaults(false);
        assertThat(enforcer(off, renamed()).decide("new", ANNA, Map.of())).isEqualTo(Decision.ALLOWED);
        assertThat(enforcer(PolicySettings.defaults(), renamed()).decide("new", ANNA, Map.of()))
                .isEqualTo(Decision.DENIED);
        var overridden = file("new: role:admin").withEnforceNewDefaults(false);
        assertThat(enforcer(overridden, renamed()).decide("new", ANNA, Map.of()))
                .isEqualTo(Decision.DENIED);
    }

    @Test
    void overrideUnderTheDeprecatedNameIsHonoured() throws IOException {
        assertThat(effective("old: role:reader")).isEqualTo("role:reader");
        assertThat(effective("old: role:member")).isEqualTo("role:admin");
        assertThat(effective("old: rule:new")).isEqualTo("role:admin");
        assertThat(effective("{old: role:reader, new: role:boss}")).isEqualTo("role:boss");
    }

    private String effective(String yaml) throws IOException {
        return enforcer(file(yaml), renamed()).effectivePolicy().get("new");
    }

    @Test
    void keystonesRulesAreKnown() {
        var enforcer = Enforcer.create(PolicySettings.defaults(), InstantSource.system());
        assertThat(enforcer.known("identity:get_user")).isTrue();
        assertThat(enforcer.known("identity:nonsense")).isFalse();
        assertThat(enforcer.ruleNames()).hasSize(204).startsWith("admin_required");
    }
}
