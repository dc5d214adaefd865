package io.clavis.resource;

import java.util.List;
import org.jooq.DSLContext;

/** The projects around one, read when a rule asks for them. */
record Surroundings(DSLContext sql, String id) {
    List<Project> above() {
        return ProjectStore.ancestors(sql, id);
    }

    List<Project> below() {
        return ProjectStore.subtree(sql, id);
    }
}
