package io.clavis.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DatabaseClockTest {
    private static final Instant MACHINE = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant DATABASE = Instant.parse("2026-11-22T10:05:00Z");

    private final AtomicLong nanos = new AtomicLong(-5_000_000_000L);
    private final DatabaseClock clock = new DatabaseClock(nanos::get, InstantSource.fixed(MACHINE));

    @Test
    void beforeTheFirstLookItIsTheMachinesTime() {
        assertThat(clock.instant()).isEqualTo(MACHINE);
        pass(Duration.ofSeconds(7));
        assertThat(clock.instant()).isEqualTo(MACHINE.plusSeconds(7));
        assertThat(clock.millis()).isEqualTo(MACHINE.plusSeconds(7).toEpochMilli());
    }

    @Test
    void theDatabasesTimeCounts() {
        look(Duration.ZERO, DATABASE);
        assertThat(clock.instant()).isEqualTo(DATABASE);
        pass(Duration.ofMinutes(1));
        assertThat(clock.instant()).isEqualTo(DATABASE.plusSeconds(60));
    }

    @Test
    void anAnswerThatTookLongIsTakenFromTheMiddle() {
        look(Duration.ofMillis(100), DATABASE);
        assertThat(clock.instant()).isEqualTo(DATABASE.plusMillis(50));
    }

    @Test
    void whatMayStillBeTrueStays() {
        look(Duration.ZERO, DATABASE);
        look(Duration.ofMillis(100), DATABASE.plusMillis(90));
        assertThat(clock.instant()).isEqualTo(DATABASE.plusMillis(100));
    }

    @Test
    void aDatabaseThatWasSetBackIsFollowed() {
        look(Duration.ZERO, DATABASE);
        look(Duration.ZERO, DATABASE.minusSeconds(30));
        assertThat(clock.instant()).isEqualTo(DATABASE.minusSeconds(30));
    }

    private void look(Duration took, Instant database) {
        long asked = nanos.get();
        pass(took);
        clock.correct(asked, nanos.get(), Columns.micros(database));
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
