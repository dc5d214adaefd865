package io.clavis.assignment;

import static io.clavis.db.Tables.PROJECT;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Record2;
import org.jooq.Result;
import org.jooq.Select;
import org.jooq.impl.DSL;

/** Which projects stand below many projects or domains at once: where inherited grants count. Stateless. */
final class ProjectTrees {
    private static final String TREE = "tree";

    private ProjectTrees() {}

    /** All projects below each of those whose ids a query gives. One statement, however deep the trees. */
    static Map<String, List<String>> below(DSLContext sql, Select<? extends Record1<String>> rootIds) {
        return below(sql, PROJECT.PARENT_ID.in(rootIds));
    }

    /** All projects below each of these. One statement. */
    static Map<String, List<String>> below(DSLContext sql, List<String> rootIds) {
        return below(sql, PROJECT.PARENT_ID.in(rootIds));
    }

    // UNION and not UNION ALL: rows that form a circle end it instead of the database.
    private static Map<String, List<String>> below(DSLContext sql, Condition children) {
        var child = PROJECT.as("child");
        var root = DSL.field(DSL.name(TREE, "root"), String.class);
        var id = DSL.field(DSL.name(TREE, "id"), String.class);
        return grouped(sql.withRecursive(TREE, "root", "id")
                .as(DSL.select(PROJECT.PARENT_ID, PROJECT.ID)
                        .from(PROJECT)
                        .where(children)
                        .union(DSL.select(root, child.ID)
                                .from(child)
                                .join(DSL.table(DSL.name(TREE)))
                                .on(child.PARENT_ID.eq(id))))
                .select(root, id)
                .from(DSL.table(DSL.name(TREE)))
                .orderBy(root, id)
                .fetch());
    }

    /** All projects of each domain whose id a query gives. One statement. */
    static Map<String, List<String>> inDomains(DSLContext sql, Select<? extends Record1<String>> domainIds) {
        return grouped(sql.select(PROJECT.DOMAIN_ID, PROJECT.ID)
                .from(PROJECT)
                .where(PROJECT.DOMAIN_ID.in(domainIds))
                .orderBy(PROJECT.DOMAIN_ID, PROJECT.ID)
                .fetch());
    }

    private static Map<String, List<String>> grouped(Result<Record2<String, String>> pairs) {
        var groups = new HashMap<String, List<String>>();
        pairs.forEach(pair ->
                groups.computeIfAbsent(pair.value1(), key -> new ArrayList<>()).add(pair.value2()));
        return groups;
    }
}
