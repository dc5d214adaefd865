package io.clavis.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.token.RevocationEvent.Attribute;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RevocationIndexTest {
    private static final Instant ISSUED = Instant.ofEpochSecond(1_000);
    private static final Instant EXPIRES = Instant.ofEpochSecond(4_600);
    private static final RevocationSubject TOKEN = new RevocationSubject(
            new TreeMap<>(Map.of(
                    Attribute.AUDIT_ID, List.of("audit"),
                    Attribute.AUDIT_CHAIN_ID, List.of("chain"),
                    Attribute.USER_ID, List.of("user"),
                    Attribute.PROJECT_ID, List.of("project"),
                    Attribute.ROLE_ID, List.of("role1", "role2"),
                    Attribute.DOMAIN_ID, List.of("home", "scope"))),
            "scope",
            ISSUED,
            EXPIRES);

    @Test
    void aTokenOfTheSameSecondEndsAndOneOfTheNextDoesNot() {
        assertThat(revoked(event(Map.of(Attribute.USER_ID, "user"), 1_000))).isTrue();
        assertThat(revoked(event(Map.of(Attribute.USER_ID, "user"), 999))).isFalse();
    }

    @Test
    void eachAttributeFindsItsTokens() {
        for (var value : Map.of(
                        Attribute.AUDIT_ID, "audit",
                        Attribute.AUDIT_CHAIN_ID, "chain",
                        Attribute.PROJECT_ID, "project",
                        Attribute.ROLE_ID, "role2",
                        Attribute.DOMAIN_ID, "home")
                .entrySet()) {
            assertThat(revoked(event(Map.of(value.getKey(), value.getValue()), 2_000)))
                    .isTrue();
            assertThat(revoked(event(Map.of(value.getKey(), "other"), 2_000))).isFalse();
        }
        assertThat(revoked(event(Map.of(Attribute.TRUST_ID, "user"), 2_000))).isFalse();
    }

    @Test
    void allAttributesOfAnEventMustFit() {
        assertThat(revoked(event(Map.of(Attribute.USER_ID, "user", Attribute.PROJECT_ID, "project"), 2_000)))
                .isTrue();
        assertThat(revoked(event(Map.of(Attribute.USER_ID, "user", Attribute.PROJECT_ID, "other"), 2_000)))
                .isFalse();
        assertThat(revoked(event(Map.of(), 2_000))).isTrue();
    }

    @Test
    void anEventAboutOneTokenFitsItsEndAndTheDomainOfItsScope() {
        assertThat(revoked(single("scope", EXPIRES))).isTrue();
        assertThat(revoked(single("home", EXPIRES))).isFalse();
        assertThat(revoked(single("scope", EXPIRES.plusSeconds(1)))).isFalse();
    }

    @Test
    void theIndexSaysWhatComparingWithEveryEventSays() {
        var random = new Random(42);
        for (int round = 0; round < 500; round++) {
            var events = new ArrayList<RevocationEvent>();
            for (int i = 0; i < 5; i++) {
                events.add(random(random));
            }
            var index = new RevocationIndex();
            events.forEach(index::add);
            events.forEach(index::add);
            assertThat(index.isRevoked(TOKEN))
                    .as("%s", events)
                    .isEqualTo(events.stream().anyMatch(event -> event.matches(TOKEN)));
        }
    }

    @Test
    void whatIsForgottenIsJustWhatIsOlder() {
        var random = new Random(7);
        for (int round = 0; round < 500; round++) {
            var events = new ArrayList<RevocationEvent>();
            var index = new RevocationIndex();
            for (int i = 0; i < 5; i++) {
                events.add(random(random));
                index.add(events.getLast());
            }
            var oldest = Instant.ofEpochSecond(995 + random.nextInt(11));
            index.forget(oldest);
            assertThat(index.isRevoked(TOKEN))
                    .as("%s since %s", events, oldest)
                    .isEqualTo(events.stream()
                            .filter(event -> !event.issuedBefore().isBefore(oldest))
                            .anyMatch(event -> event.matches(TOKEN)));
        }
    }

    private static RevocationEvent random(Random random) {
        var values = List.of("audit", "chain", "user", "project", "role1", "home", "scope", "other", "more");
        var attributes = new EnumMap<Attribute, String>(Attribute.class);
        for (var attribute : Attribute.values()) {
            if (random.nextInt(5) == 0) {
                attributes.put(attribute, values.get(random.nextInt(values.size())));
            }
        }
        var before = Instant.ofEpochSecond(995 + random.nextInt(10));
        var expires = random.nextInt(4) == 0 ? EXPIRES : null;
        return new RevocationEvent(attributes, expires, before, before);
    }

    private static RevocationEvent event(Map<Attribute, String> attributes, long issuedBefore) {
        var before = Instant.ofEpochSecond(issuedBefore);
        return new RevocationEvent(attributes, null, before, before);
    }

    private static RevocationEvent single(String domainId, Instant expiresAt) {
        var before = Instant.ofEpochSecond(2_000);
        return new RevocationEvent(Map.of(Attribute.DOMAIN_ID, domainId), expiresAt, before, before);
    }

    private static boolean revoked(RevocationEvent event) {
        var index = new RevocationIndex();
        index.add(event);
        return index.isRevoked(TOKEN);
    }
}
