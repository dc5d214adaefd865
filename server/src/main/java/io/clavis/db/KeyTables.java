package io.clavis.db;

import java.time.Instant;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;

/** The tables of keys that look after themselves. */
public final class KeyTables {
    private KeyTables() {}

    /** Table clavis_key: one sealed key of a repository. */
    public static final class ClavisKey extends KeystoneTable {
        public final TableField<Record, String> ID = text("id");
        public final TableField<Record, String> REPOSITORY = text("repository");
        public final TableField<Record, Long> NUMBER = bigint("number");
        public final TableField<Record, String> SEALED = text("sealed");
        public final TableField<Record, Instant> STAGED_AT = micros("staged_at");
        public final TableField<Record, Instant> PRIMARY_AT = micros("primary_at");
        public final TableField<Record, Instant> SECONDARY_AT = micros("secondary_at");
        public final TableField<Record, Instant> UNUSED_AT = micros("unused_at");
        public final TableField<Record, Long> LIFE = bigint("life");

        ClavisKey() {
            super("clavis_key");
        }

        private ClavisKey(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public ClavisKey as(String alias) {
            return new ClavisKey(DSL.name(alias), this);
        }
    }

    /** Table clavis_key_confirmation: which generation of a repository's keys a node holds. */
    public static final class ClavisKeyConfirmation extends KeystoneTable {
        public final TableField<Record, String> NODE = text("node");
        public final TableField<Record, String> REPOSITORY = text("repository");
        public final TableField<Record, Long> GENERATION = bigint("generation");

        ClavisKeyConfirmation() {
            super("clavis_key_confirmation");
        }

        private ClavisKeyConfirmation(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public ClavisKeyConfirmation as(String alias) {
            return new ClavisKeyConfirmation(DSL.name(alias), this);
        }
    }
}
