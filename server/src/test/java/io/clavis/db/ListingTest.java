package io.clavis.db;

import static io.clavis.db.Tables.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.Filter.Comparison;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EveryDatabase
class ListingTest {
    private static final Listing LISTING =
            Listing.of(PROJECT, PROJECT.ID, Map.of("name", PROJECT.NAME, "enabled", PROJECT.ENABLED));
    private final TestDatabase engine;
    private Database database;

    ListingTest(TestDatabase engine) {
        this.engine = engine;
    }

    @BeforeEach
    void fill() {
        database = engine.fresh();
        database.write(Origin.SYSTEM, tx -> {
            insert(tx, "1", "Alpha", true);
            insert(tx, "2", "beta 100%", false);
            insert(tx, "3", "alp_ha", true);
            insert(tx, "4", "a*[b]?", true);
            return "";
        });
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void comparisonsWithoutCaseFindBothCases() {
        assertThat(ids(filter("name", Comparison.STARTS_WITH, true, "ALP"))).containsExactly("1", "3");
    }

    @Test
    void comparisonsWithCaseHeedItOnEveryEngine() {
        assertThat(ids(filter("name", Comparison.STARTS_WITH, false, "Alp"))).containsExactly("1");
        assertThat(ids(filter("name", Comparison.CONTAINS, false, "LPHA"))).isEmpty();
        assertThat(ids(filter("name", Comparison.ENDS_WITH, false, "pha"))).containsExactly("1");
    }

    @Test
    void wildcardsOfTheEngineStandForThemselves() {
        assertThat(ids(filter("name", Comparison.CONTAINS, true, "%"))).containsExactly("2");
        assertThat(ids(filter("name", Comparison.CONTAINS, true, "p_h"))).containsExactly("3");
        assertThat(ids(filter("name", Comparison.CONTAINS, false, "0%"))).containsExactly("2");
        assertThat(ids(filter("name", Comparison.CONTAINS, false, "a*["))).containsExactly("4");
        assertThat(ids(filter("name", Comparison.ENDS_WITH, false, "]?"))).containsExactly("4");
        assertThat(ids(filter("name", Comparison.CONTAINS, false, "!"))).isEmpty();
    }

    @Test
    void equalityGoesByTheColumnsCollation() {
        var found = ids(ListQuery.ALL.and(Filter.equal("name", "alpha")));
        assertThat(found).isEqualTo(engine == TestDatabase.MARIADB ? List.of("1") : List.of());
    }

    @Test
    void flagsAreFalseOnlyInTheWordsForFalse() {
        assertThat(ids(ListQuery.ALL.and(Filter.equal("enabled", "off"))))
                .contains("2")
                .doesNotContain("1");
        assertThat(ids(ListQuery.ALL.and(Filter.equal("enabled", ""))))
                .contains("1")
                .doesNotContain("2");
    }

    @Test
    void attributesThatTheListDoesNotKnowAreIgnored() {
        assertThat(ids(ListQuery.ALL.and(Filter.equal("description", "x")))).hasSize(5);
    }

    @Test
    void thePageBeginsAfterTheMarker() {
        assertThat(ids(page("2"))).containsExactly("3", "4", Columns.ROOT_DOMAIN);
    }

    @Test
    void anUnknownMarkerIsToldApart() {
        assertThat(database.<Boolean>read(sql -> LISTING.knowsMarker(sql, page("1"))))
                .isTrue();
        assertThat(database.<Boolean>read(sql -> LISTING.knowsMarker(sql, page("nope"))))
                .isFalse();
    }

    private static ListQuery page(String marker) {
        return new ListQuery(List.of(), Optional.empty(), Optional.of(marker));
    }

    private static ListQuery filter(String attribute, Comparison comparison, boolean ignoreCase, String value) {
        return ListQuery.ALL.and(new Filter(attribute, comparison, ignoreCase, value));
    }

    private List<String> ids(ListQuery query) {
        return database.read(sql -> sql.select(PROJECT.ID)
                .from(PROJECT)
                .where(LISTING.where(query))
                .orderBy(LISTING.order())
                .fetch(PROJECT.ID));
    }

    private static void insert(Transaction tx, String id, String name, boolean enabled) {
        tx.sql()
                .insertInto(PROJECT, PROJECT.ID, PROJECT.NAME, PROJECT.DOMAIN_ID, PROJECT.ENABLED, PROJECT.IS_DOMAIN)
                .values(id, name, Columns.ROOT_DOMAIN, enabled, true)
                .execute();
    }
}
