package io.clavis.applicationcredential;

import static io.clavis.db.Tables.ACCESS_RULE;
import static io.clavis.db.Tables.APPLICATION_CREDENTIAL;
import static io.clavis.db.Tables.APPLICATION_CREDENTIAL_ACCESS_RULE;
import static io.clavis.db.Tables.APPLICATION_CREDENTIAL_ROLE;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.impl.DSL;

/** The SQL of application credentials. Whatever the number of credentials, reading them takes three statements. */
final class ApplicationCredentialStore {
    private ApplicationCredentialStore() {}

    static Optional<ApplicationCredential> find(DSLContext sql, String id) {
        return fetch(sql, APPLICATION_CREDENTIAL.ID.eq(id)).stream().findFirst();
    }

    static List<ApplicationCredential> ofUser(DSLContext sql, String userId) {
        return fetch(sql, APPLICATION_CREDENTIAL.USER_ID.eq(userId));
    }

    static Optional<ApplicationCredential> findByName(DSLContext sql, String userId, String name) {
        return fetch(sql, APPLICATION_CREDENTIAL.USER_ID.eq(userId).and(APPLICATION_CREDENTIAL.NAME.eq(name))).stream()
                .findFirst();
    }

    static Optional<String> secretHash(DSLContext sql, String id) {
        return sql.select(APPLICATION_CREDENTIAL.SECRET_HASH)
                .from(APPLICATION_CREDENTIAL)
                .where(APPLICATION_CREDENTIAL.ID.eq(id))
                .fetchOptional(APPLICATION_CREDENTIAL.SECRET_HASH);
    }

    static int count(DSLContext sql, String userId) {
        return sql.fetchCount(APPLICATION_CREDENTIAL, APPLICATION_CREDENTIAL.USER_ID.eq(userId));
    }

    static void insert(
            DSLContext sql, ApplicationCredential credential, String secretHash, Collection<Integer> accessRules) {
        sql.insertInto(APPLICATION_CREDENTIAL)
                .set(APPLICATION_CREDENTIAL.ID, credential.id())
                .set(APPLICATION_CREDENTIAL.NAME, credential.name())
                .set(APPLICATION_CREDENTIAL.SECRET_HASH, secretHash)
                .set(APPLICATION_CREDENTIAL.DESCRIPTION, credential.description())
                .set(APPLICATION_CREDENTIAL.USER_ID, credential.userId())
                .set(APPLICATION_CREDENTIAL.PROJECT_ID, credential.projectId())
                .set(APPLICATION_CREDENTIAL.SYSTEM, credential.system())
                .set(APPLICATION_CREDENTIAL.EXPIRES_AT, credential.expiresAt())
                .set(APPLICATION_CREDENTIAL.UNRESTRICTED, credential.unrestricted())
                .execute();
        var number = Objects.requireNonNull(sql.select(APPLICATION_CREDENTIAL.INTERNAL_ID)
                .from(APPLICATION_CREDENTIAL)
                .where(APPLICATION_CREDENTIAL.ID.eq(credential.id()))
                .fetchSingle(APPLICATION_CREDENTIAL.INTERNAL_ID));
        insertRoles(sql, number, credential.roleIds());
        insertAccessRules(sql, number, accessRules);
    }

    private static void insertRoles(DSLContext sql, Integer number, List<String> roleIds) {
        if (roleIds.isEmpty()) {
            return;
        }
        var rows = sql.insertInto(
                APPLICATION_CREDENTIAL_ROLE,
                APPLICATION_CREDENTIAL_ROLE.APPLICATION_CREDENTIAL_ID,
                APPLICATION_CREDENTIAL_ROLE.ROLE_ID);
        for (var roleId : roleIds) {
            rows = rows.values(number, roleId);
        }
        rows.execute();
    }

    private static void insertAccessRules(DSLContext sql, Integer number, Collection<Integer> accessRules) {
        if (accessRules.isEmpty()) {
            return;
        }
        var rows = sql.insertInto(
                APPLICATION_CREDENTIAL_ACCESS_RULE,
                APPLICATION_CREDENTIAL_ACCESS_RULE.APPLICATION_CREDENTIAL_ID,
                APPLICATION_CREDENTIAL_ACCESS_RULE.ACCESS_RULE_ID);
        for (var accessRule : accessRules) {
            rows = rows.values(number, accessRule);
        }
        rows.execute();
    }

    /** Deletes the credentials that match, with what hangs on them; gives their ids. */
    static List<String> delete(DSLContext sql, Condition which) {
        var rows = sql.select(APPLICATION_CREDENTIAL.INTERNAL_ID, APPLICATION_CREDENTIAL.ID)
                .from(APPLICATION_CREDENTIAL)
                .where(which)
                .fetch();
        if (rows.isEmpty()) {
            return List.of();
        }
        var numbers = rows.getValues(APPLICATION_CREDENTIAL.INTERNAL_ID);
        sql.deleteFrom(APPLICATION_CREDENTIAL_ROLE)
                .where(APPLICATION_CREDENTIAL_ROLE.APPLICATION_CREDENTIAL_ID.in(numbers))
                .execute();
        sql.deleteFrom(APPLICATION_CREDENTIAL_ACCESS_RULE)
                .where(APPLICATION_CREDENTIAL_ACCESS_RULE.APPLICATION_CREDENTIAL_ID.in(numbers))
                .execute();
        sql.deleteFrom(APPLICATION_CREDENTIAL)
                .where(APPLICATION_CREDENTIAL.INTERNAL_ID.in(numbers))
                .execute();
        return rows.getValues(APPLICATION_CREDENTIAL.ID);
    }

    static List<String> idsWithRole(DSLContext sql, String roleId) {
        return sql.select(APPLICATION_CREDENTIAL.ID)
                .from(APPLICATION_CREDENTIAL)
                .join(APPLICATION_CREDENTIAL_ROLE)
                .on(APPLICATION_CREDENTIAL_ROLE.APPLICATION_CREDENTIAL_ID.eq(APPLICATION_CREDENTIAL.INTERNAL_ID))
                .where(APPLICATION_CREDENTIAL_ROLE.ROLE_ID.eq(roleId))
                .fetch(APPLICATION_CREDENTIAL.ID);
    }

    static void deleteRole(DSLContext sql, String roleId) {
        sql.deleteFrom(APPLICATION_CREDENTIAL_ROLE)
                .where(APPLICATION_CREDENTIAL_ROLE.ROLE_ID.eq(roleId))
                .execute();
    }

    private static List<ApplicationCredential> fetch(DSLContext sql, Condition which) {
        var rows = sql.selectFrom(APPLICATION_CREDENTIAL)
                .where(which)
                .orderBy(APPLICATION_CREDENTIAL.INTERNAL_ID)
                .fetch();
        if (rows.isEmpty()) {
            return List.of();
        }
        var numbers = DSL.select(APPLICATION_CREDENTIAL.INTERNAL_ID)
                .from(APPLICATION_CREDENTIAL)
                .where(which);
        var roles = sql.selectFrom(APPLICATION_CREDENTIAL_ROLE)
                .where(APPLICATION_CREDENTIAL_ROLE.APPLICATION_CREDENTIAL_ID.in(numbers))
                .orderBy(APPLICATION_CREDENTIAL_ROLE.ROLE_ID)
                .fetchGroups(
                        APPLICATION_CREDENTIAL_ROLE.APPLICATION_CREDENTIAL_ID, APPLICATION_CREDENTIAL_ROLE.ROLE_ID);
        var accessRules = sql.select(ACCESS_RULE.fields())
                .select(APPLICATION_CREDENTIAL_ACCESS_RULE.APPLICATION_CREDENTIAL_ID)
                .from(APPLICATION_CREDENTIAL_ACCESS_RULE)
                .join(ACCESS_RULE)
                .on(ACCESS_RULE.ID.eq(APPLICATION_CREDENTIAL_ACCESS_RULE.ACCESS_RULE_ID))
                .where(APPLICATION_CREDENTIAL_ACCESS_RULE.APPLICATION_CREDENTIAL_ID.in(numbers))
                .orderBy(ACCESS_RULE.ID)
                .fetchGroups(
                        row -> row.get(APPLICATION_CREDENTIAL_ACCESS_RULE.APPLICATION_CREDENTIAL_ID),
                        AccessRuleStore::rule);
        return credentials(rows, roles, accessRules);
    }

    private static List<ApplicationCredential> credentials(
            Result<Record> rows, Map<Integer, List<String>> roles, Map<Integer, List<AccessRule>> accessRules) {
        return rows.map(row -> {
            var number = row.get(APPLICATION_CREDENTIAL.INTERNAL_ID);
            return new ApplicationCredential(
                    row.get(APPLICATION_CREDENTIAL.ID),
                    row.get(APPLICATION_CREDENTIAL.NAME),
                    row.get(APPLICATION_CREDENTIAL.DESCRIPTION),
                    row.get(APPLICATION_CREDENTIAL.USER_ID),
                    row.get(APPLICATION_CREDENTIAL.PROJECT_ID),
                    row.get(APPLICATION_CREDENTIAL.SYSTEM),
                    row.get(APPLICATION_CREDENTIAL.EXPIRES_AT),
                    row.get(APPLICATION_CREDENTIAL.UNRESTRICTED),
                    roles.getOrDefault(number, List.of()),
                    accessRules.getOrDefault(number, List.of()));
        });
    }
}
