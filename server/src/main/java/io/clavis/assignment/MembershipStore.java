package io.clavis.assignment;

import static io.clavis.db.Tables.USER_GROUP_MEMBERSHIP;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;

/** Who is in many groups at once, in one statement; package identity asks for one group at a time. Stateless. */
final class MembershipStore {
    private MembershipStore() {}

    /** The users in each group whose id a query gives; without those whose membership comes by federation. */
    static Map<String, List<String>> members(DSLContext sql, Select<Record1<String>> groupIds) {
        var members = new HashMap<String, List<String>>();
        sql.select(USER_GROUP_MEMBERSHIP.GROUP_ID, USER_GROUP_MEMBERSHIP.USER_ID)
                .from(USER_GROUP_MEMBERSHIP)
                .where(USER_GROUP_MEMBERSHIP.GROUP_ID.in(groupIds))
                .orderBy(USER_GROUP_MEMBERSHIP.USER_ID)
                .forEach(row -> members.computeIfAbsent(row.value1(), key -> new ArrayList<>())
                        .add(row.value2()));
        return members;
    }
}
