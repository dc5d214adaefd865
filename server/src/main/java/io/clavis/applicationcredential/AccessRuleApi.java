package io.clavis.applicationcredential;

import io.clavis.db.ListLimits;
import io.clavis.http.Call;
import io.clavis.http.Collection;
import io.clavis.http.Json;
import io.clavis.http.ListParameters;
import io.clavis.http.Operations;
import io.clavis.http.Reply;
import io.clavis.identity.Users;
import java.util.Map;

/** The operations on a user's access rules. */
public final class AccessRuleApi {
    private static final String PATH = "/v3/users/{user_id}/access_rules";
    private final AccessRules rules;
    private final Users users;

    public AccessRuleApi(AccessRules rules, Users users) {
        this.rules = rules;
        this.users = users;
    }

    /** Declares the operations. */
    public void declare(Operations api) {
        var one = PATH + "/{access_rule_id}";
        api.get(PATH, "identity:list_access_rules", this::list).named("access_rules");
        api.get(one, "identity:get_access_rule", this::show).named("access_rule");
        api.delete(one, "identity:delete_access_rule", this::delete);
    }

    private Reply list(Call call) {
        enforce(call);
        var query = ListParameters.of(call, "service", "path", "method");
        var found = query.filter(rules.ofUser(call.path("user_id")), AccessRuleApi::attribute);
        return Collection.reply(
                call,
                "access_rules",
                ListLimits.DEFAULT.capped(query).page(query.after(found, AccessRule::id)),
                rule -> ApplicationCredentialView.json(rule, call.links()));
    }

    private Reply show(Call call) {
        enforce(call);
        var id = call.path("access_rule_id");
        var rule = rules.find(call.path("user_id"), id).orElseThrow(() -> AccessRules.missing(id));
        return Reply.ok(Json.wrap("access_rule", ApplicationCredentialView.json(rule, call.links())));
    }

    private Reply delete(Call call) {
        enforce(call);
        rules.delete(call.origin(), call.path("user_id"), call.path("access_rule_id"));
        return Reply.noContent();
    }

    private void enforce(Call call) {
        call.caller();
        Map<String, Object> target = users.find(call.path("user_id"))
                .map(user -> Map.<String, Object>of("user", Map.of("id", user.id(), "domain_id", user.domainId())))
                .orElse(Map.of());
        call.enforce(target);
        CallerToken.of(call).requireNoOtherDelegation();
    }

    private static String attribute(AccessRule rule, String name) {
        return switch (name) {
            case "service" -> rule.service();
            case "path" -> rule.path();
            default -> rule.method();
        };
    }
}
