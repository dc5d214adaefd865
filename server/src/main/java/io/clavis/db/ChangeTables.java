package io.clavis.db;

import java.time.Instant;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;

/** The tables that are ours: the change feed's two, the nodes, and what was used up. */
public final class ChangeTables {
    private ChangeTables() {}

    /** Table clavis_change: one row for each thing that a transaction changed. */
    public static final class ClavisChange extends KeystoneTable {
        public final TableField<Record, Long> SEQUENCE = bigint("sequence");
        public final TableField<Record, Instant> TIME = micros("time");
        public final TableField<Record, String> ENTITY = text("entity");
        public final TableField<Record, String> ID = text("id");
        public final TableField<Record, String> OPERATION = text("operation");
        public final TableField<Record, String> DOMAIN_ID = text("domain_id");
        public final TableField<Record, String> ACTOR_ID = text("actor_id");
        public final TableField<Record, String> REQUEST_ID = text("request_id");

        ClavisChange() {
            super("clavis_change");
        }

        private ClavisChange(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public ClavisChange as(String alias) {
            return new ClavisChange(DSL.name(alias), this);
        }
    }

    /** Table clavis_used: what is good for one time only and has been used, by its digest. */
    public static final class ClavisUsed extends KeystoneTable {
        public final TableField<Record, String> ID = text("id");
        public final TableField<Record, Instant> EXPIRES_AT = micros("expires_at");

        ClavisUsed() {
            super("clavis_used");
        }

        private ClavisUsed(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public ClavisUsed as(String alias) {
            return new ClavisUsed(DSL.name(alias), this);
        }
    }

    /** Table clavis_node: one row for each node that serves; moments are the database's own. */
    public static final class ClavisNode extends KeystoneTable {
        public final TableField<Record, String> ID = text("id");
        public final TableField<Record, String> HOST = text("host");
        public final TableField<Record, Long> SEEN_AT = bigint("seen_at");
        public final TableField<Record, Long> POSITION = bigint("position");

        ClavisNode() {
            super("clavis_node");
        }

        private ClavisNode(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public ClavisNode as(String alias) {
            return new ClavisNode(DSL.name(alias), this);
        }
    }

    /** Table clavis_change_sequence: one row that counts changes. */
    public static final class ClavisChangeSequence extends KeystoneTable {
        public final TableField<Record, Integer> ID = integer("id");
        public final TableField<Record, Long> VALUE = bigint("value");

        ClavisChangeSequence() {
            super("clavis_change_sequence");
        }

        private ClavisChangeSequence(Name alias, Table<Record> aliased) {
            super(alias, aliased);
        }

        @Override
        public ClavisChangeSequence as(String alias) {
            return new ClavisChangeSequence(DSL.name(alias), this);
        }
    }
}
