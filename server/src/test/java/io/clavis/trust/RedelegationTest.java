package io.clavis.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.clavis.http.BadRequest;
import io.clavis.http.Forbidden;
import io.clavis.http.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RedelegationTest {
    private static final Instant END = Instant.parse("2030-01-01T00:00:00Z");
    private static final Redelegation NONE = new Redelegation(false, false, null);
    private static final Redelegation ANY = new Redelegation(true, false, null);

    private static Trust trust(String id, boolean impersonation, Instant end, Integer uses, Integer count) {
        return new Trust(id, "a", "b", "p", impersonation, end, uses, null, count, List.of("r"), Json.object());
    }

    private static Trust asked() {
        return trust("new", true, null, null, null);
    }

    private static Trust parent(@Nullable Integer count) {
        return trust("parent", true, END, null, count);
    }

    private static void refused(Trust asked, Redelegation redelegation, Trust... source) {
        assertThatExceptionOfType(Forbidden.class)
                .isThrownBy(() -> redelegation.applied(asked, List.of(source), 3))
                .withMessage("You are not authorized to perform the requested action.");
    }

    @Test
    void aTrustSaysItselfHowOftenItMayBeHandedOn() {
        assertThat(NONE.applied(asked(), List.of(), 3).redelegationCount()).isZero();
        assertThat(new Redelegation(false, true, 2)
                        .applied(asked(), List.of(), 3)
                        .redelegationCount())
                .isZero();
        assertThat(ANY.applied(asked(), List.of(), 3).redelegationCount()).isEqualTo(3);
        assertThat(new Redelegation(true, true, 2)
                        .applied(asked(), List.of(), 3)
                        .redelegationCount())
                .isEqualTo(2);
        assertThat(new Redelegation(true, true, 0)
                        .applied(asked(), List.of(), 3)
                        .redelegationCount())
                .isZero();
        assertThat(new Redelegation(true, true, null)
                        .applied(asked(), List.of(), 3)
                        .redelegationCount())
                .isNull();
        refused(asked(), new Redelegation(true, true, 4));
    }

    @Test
    void limitedUsesAndHandingOnExcludeEachOther() {
        var limited = trust("new", true, null, 2, null);
        assertThat(NONE.applied(limited, List.of(), 3).remainingUses()).isEqualTo(2);
        assertThatExceptionOfType(BadRequest.class).isThrownBy(() -> ANY.applied(limited, List.of(), 3));
        refused(limited, NONE, parent(1));
    }

    @Test
    void aTrustThatIsHandedOnGetsShorterAndEndsNoLater() {
        var made = ANY.applied(asked(), List.of(parent(2)), 3);
        assertThat(made.redelegatedTrustId()).isEqualTo("parent");
        assertThat(made.redelegationCount()).isEqualTo(1);
        assertThat(made.expiresAt()).isEqualTo(END);
        assertThat(NONE.applied(asked(), List.of(parent(2)), 3).redelegationCount())
                .isZero();
        assertThat(new Redelegation(true, true, 1)
                        .applied(asked(), List.of(parent(2)), 3)
                        .redelegationCount())
                .isEqualTo(1);
        refused(asked(), new Redelegation(true, true, 2), parent(2));
        refused(asked().withExpiresAt(END.plusSeconds(1)), ANY, parent(2));
        assertThat(ANY.applied(asked().withExpiresAt(END.minusSeconds(1)), List.of(parent(2)), 3)
                        .expiresAt())
                .isEqualTo(END.minusSeconds(1));
    }

    @Test
    void whatMayNotBeHandedOnIsNot() {
        refused(asked(), ANY, parent(0));
        refused(asked(), ANY, parent(null));
        refused(asked(), ANY, parent(4));
        refused(asked().withRoleIds(List.of("r", "s")), ANY, parent(2));
        refused(asked(), ANY, trust("parent", false, END, null, 2));
    }

    @Test
    void everyTrustOfTheChainIsAsked() {
        var narrow = trust("first", true, END.minusSeconds(9), null, 2);
        refused(asked(), ANY, parent(1), narrow);
        refused(asked(), ANY, parent(1), parent(0));
        assertThatExceptionOfType(Forbidden.class)
                .isThrownBy(() -> new TrustChain(List.of(asked(), parent(0))).checked(3));
        assertThat(new TrustChain(List.of(asked(), parent(1)))
                        .checked(3)
                        .trust()
                        .expiresAt())
                .isEqualTo(END);
    }
}
