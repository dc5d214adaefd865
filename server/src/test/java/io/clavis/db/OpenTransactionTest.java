package io.clavis.db;

import static org.assertj.core.api.Assertions.assertThat;

import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

class OpenTransactionTest {
    private final OpenTransaction transaction = new OpenTransaction(DSL.using(SQLDialect.SQLITE), Origin.SYSTEM);

    @Test
    void whatIsNewAndStandsAloneContradictsNoMemory() {
        transaction.changed(Entity.USER, "u", Operation.CREATED, "default");
        transaction.changed(Entity.GROUP, "g", Operation.CREATED, "default");
        transaction.changed(Entity.PROJECT, "p", Operation.CREATED, "default");
        assertThat(transaction.onlyAdds()).isTrue();
        assertThat(transaction.withdraws()).isFalse();
    }

    @Test
    void whatBelongsToSomethingThatIsThereMayContradictIt() {
        transaction.changed(Entity.USER, "u", Operation.CREATED, "default");
        transaction.changed(Entity.ENDPOINT, "e", Operation.CREATED, null);
        assertThat(transaction.onlyAdds()).isFalse();
        assertThat(transaction.withdraws()).isFalse();
    }

    @Test
    void whatIsChangedContradictsWhoRemembersIt() {
        transaction.changed(Entity.USER, "u", Operation.UPDATED, "default");
        assertThat(transaction.onlyAdds()).isFalse();
        assertThat(transaction.withdraws()).isTrue();
    }
}
