package io.clavis.keyrotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nodes that freeze, die, start again with other settings and hold transactions open while they are frozen, under the
 * rules as they are: nothing within its life is ever without its key, and no node that knows where it stands meets a
 * token that it cannot open.
 */
class RotationSimulationTest {
    private static final long STEP = 100;
    private static final long LEASE = 3_000;
    private static final long PROOF = RotationRules.SHORTEST.toMillis();
    private static final long QUICK_PROOF = 250;
    private static final Duration INTERVAL = RotationRules.SHORTEST;

    /** What the database holds. */
    private final List<KeyLife> keys = new ArrayList<>();

    private final Map<String, Long> confirmed = new HashMap<>();
    private final Map<String, Long> seen = new HashMap<>();
    private final List<Token> tokens = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private @Nullable Open open;
    private long now;
    private int rotations;
    private int started;
    private int dropped;

    private record Token(long number, long expires) {}

    /** A transaction that holds the rows. */
    private record Open(Node node, RotationRules.Plan plan, Situation situation) {}

    private static final class Node {
        private final String id;
        private final long life;
        private long frozenUntil;
        private Mark mark = Mark.NONE;
        private Set<Long> held = Set.of();
        private long primary;
        private long provenAt = -PROOF;
        private long renewedAt = -LEASE;
        private long lookedAt;

        Node(String id, long life) {
            this.id = id;
            this.life = life;
        }
    }

    private static Instant at(long millis) {
        return Instant.EPOCH.plusMillis(millis);
    }

    private void key(long number, boolean primary, Duration life) {
        keys.add(new KeyLife(
                "k" + number,
                number,
                at(now),
                primary ? Optional.of(at(now)) : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                life));
    }

    private Mark mark() {
        return new Mark(keys.getLast().number(), keys.size(), (int)
                keys.stream().filter(key -> key.unusedAt().isPresent()).count());
    }

    private boolean leaseHolds(Node node) {
        return now - node.renewedAt < LEASE;
    }

    private Situation situation() {
        var live = seen.entrySet().stream()
                .filter(entry -> now - entry.getValue() < LEASE)
                .map(Map.Entry::getKey)
                .toList();
        return new Situation(List.copyOf(keys), Map.copyOf(confirmed), live, at(now));
    }

    private void prove(Node node) {
        if (node.mark.equals(mark())) {
            node.provenAt = now;
        } else if (open == null) {
            node.mark = mark();
            node.held = keys.stream().map(KeyLife::number).collect(Collectors.toSet());
            node.primary = situation().primary().number();
            node.provenAt = now;
            confirmed.put(node.id, node.primary);
            keys.replaceAll(key -> key.isSecondary() || key.life().toMillis() >= node.life
                    ? key
                    : new KeyLife(
                            key.id(),
                            key.number(),
                            key.stagedAt(),
                            key.primaryAt(),
                            key.secondaryAt(),
                            key.unusedAt(),
                            Duration.ofMillis(node.life)));
        }
    }

    private void advance(Node node, Random random) {
        if (open != null || !leaseHolds(node) || !node.mark.equals(mark())) {
            return;
        }
        var situation = situation();
        var plan = RotationRules.plan(situation, INTERVAL);
        if (plan.isEmpty()) {
            return;
        }
        open = new Open(node, plan, situation);
        if (random.nextInt(8) == 0) {
            // It is frozen with the rows in its hands.
            node.frozenUntil = now + random.nextInt(12_000);
            return;
        }
        commit();
    }

    private void commit() {
        var done = open;
        open = null;
        if (done == null) {
            return;
        }
        keys.removeIf(key -> done.plan().drop().contains(key.id()));
        dropped += done.plan().drop().size();
        var moment = done.situation().now();
        keys.replaceAll(key -> done.plan().unused().contains(key.id())
                ? new KeyLife(
                        key.id(),
                        key.number(),
                        key.stagedAt(),
                        key.primaryAt(),
                        key.secondaryAt(),
                        Optional.of(moment),
                        key.life())
                : key);
        if (done.plan().rotate()) {
            rotations++;
            keys.replaceAll(key -> {
                if (key.isPrimary()) {
                    return new KeyLife(
                            key.id(),
                            key.number(),
                            key.stagedAt(),
                            key.primaryAt(),
                            Optional.of(moment),
                            key.unusedAt(),
                            key.life());
                }
                return key.isStaged()
                        ? new KeyLife(
                                key.id(),
                                key.number(),
                                key.stagedAt(),
                                Optional.of(moment),
                                key.secondaryAt(),
                                key.unusedAt(),
                                key.life())
                        : key;
            });
            key(keys.getLast().number() + 1, false, Duration.ofMillis(done.node().life));
        }
    }

    private void seal(Node node) {
        long proof = leaseHolds(node) ? PROOF : QUICK_PROOF;
        if (now - node.provenAt >= proof) {
            prove(node);
        }
        if (now - node.provenAt < proof) {
            tokens.add(new Token(node.primary, now + node.life));
        }
    }

    private Node start(Random random) {
        var node = new Node("n" + ++started, 20_000 + random.nextInt(60_000));
        prove(node);
        return node;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void nothingWithinItsLifeIsEverWithoutItsKey(long seed) {
        var random = new Random(seed);
        key(1, true, Duration.ofMillis(20_000));
        key(2, false, Duration.ofMillis(20_000));
        for (int i = 0; i < 5; i++) {
            nodes.add(start(random));
        }
        for (now = STEP; now < 1_200_000; now += STEP) {
            for (int i = 0; i < nodes.size(); i++) {
                step(i, random);
            }
            check(seed);
        }
        assertThat(rotations).as("rotations").isGreaterThan(20);
        assertThat(dropped).as("dropped keys").isGreaterThan(10);
    }

    private void step(int i, Random random) {
        var node = nodes.get(i);
        if (random.nextInt(1_500) == 0) {
            kill(node);
            nodes.set(i, start(random));
            return;
        }
        if (now < node.frozenUntil) {
            return;
        }
        if (random.nextInt(1_000) == 0) {
            node.frozenUntil = now + random.nextInt(15_000);
            return;
        }
        if (open != null && open.node() == node) {
            commit();
        }
        if (random.nextInt(3) == 0) {
            seal(node);
        }
        if (now - node.renewedAt >= 1_000) {
            node.renewedAt = now;
            seen.put(node.id, now);
        }
        if (now - node.lookedAt >= 500) {
            node.lookedAt = now;
            prove(node);
            advance(node, random);
        }
    }

    private void kill(Node node) {
        if (open != null && open.node() == node) {
            open = null;
        }
    }

    private void check(long seed) {
        tokens.removeIf(token -> now >= token.expires());
        var there = keys.stream().map(KeyLife::number).collect(Collectors.toSet());
        var used = tokens.stream().map(Token::number).collect(Collectors.toSet());
        assertThat(there).as("seed %d at %d ms", seed, now).containsAll(used);
        for (var node : nodes) {
            if (now - node.provenAt < PROOF) {
                assertThat(node.held)
                        .as("seed %d at %d ms, node %s", seed, now, node.id)
                        .containsAll(used);
            }
        }
    }
}
