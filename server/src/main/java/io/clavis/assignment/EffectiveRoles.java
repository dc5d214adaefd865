package io.clavis.assignment;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jooq.DSLContext;

/** From the roles that were granted to those that count. */
final class EffectiveRoles {
    private EffectiveRoles() {}

    /** The roles with all that they imply, by id. Two statements; none where nothing was granted. */
    static List<Role> of(DSLContext sql, Set<String> grantedIds, Predicate<Role> shown) {
        if (grantedIds.isEmpty()) {
            return List.of();
        }
        var all = Implications.of(ImpliedRoleStore.all(sql)).expand(grantedIds);
        return RoleStore.findAll(sql, all).stream().filter(shown).toList();
    }
}
