package io.clavis.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import io.clavis.db.Change;
import io.clavis.db.Entity;
import io.clavis.db.Operation;
import io.clavis.db.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreshnessTest {
    private static final Dependencies ALICE = new Dependencies(List.of("alice", "home", "blue"));
    private final Freshness freshness = new Freshness(Duration.ofSeconds(5), Ticker.systemTicker());

    @Test
    void onlyWhatAnAnswerWasMadeFromMakesItStale() {
        var since = freshness.now();
        change(Entity.USER, "bob");
        change(Entity.PROJECT, "red");
        change(Entity.CREDENTIAL, "alice");
        change(Entity.MEMBERSHIP, "alice/bob");
        assertThat(freshness.holds(ALICE, since)).isTrue();
        change(Entity.PROJECT, "blue");
        assertThat(freshness.holds(ALICE, since)).isFalse();
    }

    @Test
    void whatIsNewConcernsNoAnswerOfBefore() {
        var since = freshness.now();
        change(Entity.PROJECT, "blue", Operation.CREATED);
        assertThat(freshness.holds(ALICE, since)).isTrue();
        change(Entity.PROJECT, "blue", Operation.DELETED);
        assertThat(freshness.holds(ALICE, since)).isFalse();
    }

    @Test
    void aMembershipConcernsTheUser() {
        var since = freshness.now();
        change(Entity.MEMBERSHIP, "group/alice");
        assertThat(freshness.holds(ALICE, since)).isFalse();
    }

    @Test
    void aRoleOrACatalogEntryConcernsEveryAnswer() {
        for (var entity : List.of(Entity.ROLE, Entity.ASSIGNMENT, Entity.ENDPOINT, Entity.UNKNOWN)) {
            var since = freshness.now();
            change(entity, "x");
            assertThat(freshness.holds(ALICE, since)).as("%s", entity).isFalse();
            assertThat(freshness.holds(ALICE, freshness.now())).isTrue();
        }
    }

    @Test
    void anAnswerThatWasBegunBeforeAChangeIsStaleHoweverLateItIsStored() {
        var since = freshness.now();
        change(Entity.USER, "alice");
        var after = freshness.now();
        assertThat(freshness.holds(ALICE, since)).isFalse();
        assertThat(freshness.holds(ALICE, after)).isTrue();
    }

    @Test
    void missedChangesMakeEverythingStale() {
        var since = freshness.now();
        freshness.missed();
        assertThat(freshness.holds(ALICE, since)).isFalse();
    }

    private void change(Entity entity, String id) {
        change(entity, id, Operation.UPDATED);
    }

    private void change(Entity entity, String id, Operation operation) {
        freshness.changed(List.of(new Change(1, Instant.EPOCH, entity, id, operation, null, Origin.SYSTEM)));
    }
}
