package io.clavis.identity;

import static io.clavis.db.Tables.LOCAL_USER;

import io.clavis.db.Ids;
import io.clavis.db.Rows;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jooq.DSLContext;

/** Reads the names of many users and nothing else of them. */
final class UserNames {
    private UserNames() {}

    /** The names of those who exist, by id. Four statements at most, whatever their number. */
    static Map<String, UserName> of(DSLContext sql, Collection<String> ids) {
        var wanted = Ids.of(ids);
        var domains = new HashMap<String, String>();
        var names = HashMap.<String, UserName>newHashMap(wanted.size());
        Rows.forEach(
                sql,
                sql.select(LOCAL_USER.USER_ID, LOCAL_USER.NAME, LOCAL_USER.DOMAIN_ID)
                        .from(LOCAL_USER)
                        .where(wanted.atLeast(sql, LOCAL_USER.USER_ID)),
                row -> {
                    var id = row.text(1);
                    if (wanted.contains(id)) {
                        var domainId = domains.computeIfAbsent(row.text(3), domain -> domain);
                        names.put(id, new UserName(row.text(2), domainId));
                    }
                });
        if (names.size() < wanted.size()) {
            var elsewhere = ids.stream().filter(id -> !names.containsKey(id)).toList();
            UserStore.findAll(sql, elsewhere)
                    .forEach(user -> names.put(user.id(), new UserName(user.name(), user.domainId())));
        }
        return names;
    }
}
