package io.clavis.domainconfig;

import io.clavis.http.Access;
import io.clavis.http.Call;
import io.clavis.http.Json;
import io.clavis.http.NotFound;
import io.clavis.http.Operations;
import io.clavis.http.Relation;
import io.clavis.http.Reply;
import io.clavis.resource.Projects;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v3/domains/{domain_id}/config} and what a domain has that sets nothing. */
public final class DomainConfigApi {
    private static final String PARAMETER = "https://docs.openstack.org/api/openstack-identity/3/param/";
    private static final String GET = "identity:get_domain_config";
    private static final String GET_PASSWORD_RULES = "identity:get_security_compliance_domain_config";
    private static final String UPDATE = "identity:update_domain_config";
    private static final String DELETE = "identity:delete_domain_config";
    private static final String GET_DEFAULT = "identity:get_domain_config_default";
    private static final String PASSWORD_RULES = "security_compliance";
    private final DomainConfigs configs;
    private final Projects projects;

    public DomainConfigApi(DomainConfigs configs, Projects projects) {
        this.configs = configs;
        this.projects = projects;
    }

    /** Declares the operations. */
    public void declare(Operations api) {
        var whole = "/v3/domains/{domain_id}/config";
        api.get(whole, GET, call -> show(call, whole(call))).named("domain_config");
        api.put(whole, "identity:create_domain_config", this::put).answering(201);
        part(api, whole, DomainConfigApi::whole);
        var group = whole + "/{group}";
        var reading = Access.anyOf(GET, GET_PASSWORD_RULES);
        api.get(group, reading, call -> show(call, group(call))).named(relation("domain_config_group", "group"));
        part(api, group, DomainConfigApi::group);
        var option = group + "/{option}";
        api.get(option, reading, call -> show(call, option(call)))
                .named(relation("domain_config_option", "group", "option"));
        part(api, option, DomainConfigApi::option);
        declareDefaults(api);
    }

    private void part(Operations api, String path, Function<Call, Extent> extent) {
        api.patch(path, UPDATE, call -> update(call, extent.apply(call)));
        api.delete(path, DELETE, call -> delete(call, extent.apply(call)));
    }

    private void declareDefaults(Operations api) {
        api.get("/v3/domains/config/default", GET_DEFAULT, call -> {
                    call.enforce();
                    return reply(configs.defaults());
                })
                .named("domain_config_default");
        api.get("/v3/domains/config/{group}/default", GET_DEFAULT, call -> {
                    call.enforce();
                    return reply(configs.defaults(call.path("group")));
                })
                .named(relation("domain_config_default_group", "group"));
        api.get("/v3/domains/config/{group}/{option}/default", GET_DEFAULT, call -> {
                    call.enforce();
                    return reply(configs.defaults(call.path("group"), call.path("option")));
                })
                .named(relation("domain_config_default_option", "group", "option"));
    }

    // Upstream looks for the domain only once the configuration is found, so that its absence shows nowhere else.
    private Reply show(Call call, Extent extent) {
        var ofPasswords = PASSWORD_RULES.equals(extent.group());
        call.enforce(ofPasswords ? GET_PASSWORD_RULES : GET, Map.of());
        var config = ofPasswords ? configs.passwordRules(extent) : configs.show(extent);
        requireDomain(extent);
        return reply(config);
    }

    private Reply put(Call call) {
        call.enforce();
        var extent = whole(call);
        requireDomain(extent);
        var isNew = configs.put(call.origin(), extent.domainId(), config(call, extent));
        return Reply.json(isNew ? 201 : 200, Json.wrap("config", configs.readable(extent.domainId())));
    }

    private Reply update(Call call, Extent extent) {
        call.enforce();
        requireDomain(extent);
        configs.update(call.origin(), extent, config(call, extent));
        return reply(configs.show(Extent.whole(extent.domainId())));
    }

    private Reply delete(Call call, Extent extent) {
        call.enforce();
        requireDomain(extent);
        configs.delete(call.origin(), extent);
        return Reply.noContent();
    }

    private void requireDomain(Extent extent) {
        if (projects.findDomain(extent.domainId()).isEmpty()) {
            throw NotFound.of("domain", extent.domainId());
        }
    }

    // What is asked of one option comes without its group.
    private static ObjectNode config(Call call, Extent extent) {
        var config = call.hasBody() ? call.body().path("config") : JsonNodeFactory.instance.missingNode();
        var group = extent.group();
        if (group != null && extent.option() != null) {
            return Json.wrap(group, Falsy.test(config) ? Json.object() : config);
        }
        return Falsy.test(config) ? Json.object() : call.body("config");
    }

    private static Extent whole(Call call) {
        return Extent.whole(call.path("domain_id"));
    }

    private static Extent group(Call call) {
        return new Extent(call.path("domain_id"), call.path("group"), null);
    }

    private static Extent option(Call call) {
        return new Extent(call.path("domain_id"), call.path("group"), call.path("option"));
    }

    private static Reply reply(ObjectNode config) {
        return Reply.ok(Json.wrap("config", config));
    }

    // JSON home calls the variables otherwise than the paths do.
    private static Relation relation(String name, String... variables) {
        var names = new HashMap<String, String>();
        for (var variable : variables) {
            names.put(variable, PARAMETER + "config_" + variable);
        }
        return new Relation(Relation.core(name).uri(), names);
    }
}
