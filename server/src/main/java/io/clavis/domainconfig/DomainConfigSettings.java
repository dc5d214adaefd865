package io.clavis.domainconfig;

import io.clavis.config.Configuration;
import io.clavis.config.DomainConfigOptions;
import io.clavis.config.IdentityOptions;
import io.clavis.config.LdapOptions;
import io.clavis.config.Option;
import io.clavis.config.Options;
import io.clavis.config.SecurityComplianceOptions;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What the operator decides about domain configurations.
 *
 * @param defaultDomainId the one domain whose password rules may be read
 * @param whitelisted the readable options by group and name, each with its value in {@code keystone.conf}
 * @param sensitive the names of the options that are stored and never shown, by group
 * @param passwordRules what everybody may read of group security_compliance, by name
 */
public record DomainConfigSettings(
        String defaultDomainId,
        Map<String, Map<String, JsonNode>> whitelisted,
        Map<String, Set<String>> sensitive,
        Map<String, JsonNode> passwordRules) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    public DomainConfigSettings {
        whitelisted = Collections.unmodifiableMap(whitelisted);
        sensitive = Collections.unmodifiableMap(sensitive);
        passwordRules = Collections.unmodifiableMap(passwordRules);
    }

    /** Reads the settings from the options. */
    public static DomainConfigSettings of(Configuration configuration) {
        return new DomainConfigSettings(
                configuration.get(IdentityOptions.DEFAULT_DOMAIN_ID),
                whitelisted(configuration),
                sensitive(configuration),
                values(
                        configuration,
                        List.of(
                                SecurityComplianceOptions.PASSWORD_REGEX,
                                SecurityComplianceOptions.PASSWORD_REGEX_DESCRIPTION)));
    }

    private static Map<String, Map<String, JsonNode>> whitelisted(Configuration configuration) {
        var groups = new LinkedHashMap<String, Map<String, JsonNode>>();
        for (var option : WhitelistedOptions.ALL) {
            groups.computeIfAbsent(option.group(), group -> new LinkedHashMap<>())
                    .put(option.name(), json(configuration.get(option)));
        }
        additional(configuration, DomainConfigOptions.ADDITIONAL_WHITELISTED_OPTIONS)
                .forEach((group, names) -> {
                    var options = groups.computeIfAbsent(group, unknown -> new LinkedHashMap<>());
                    names.forEach(name -> options.putIfAbsent(name, value(configuration, group, name)));
                });
        return groups;
    }

    private static Map<String, Set<String>> sensitive(Configuration configuration) {
        var groups = new TreeMap<String, Set<String>>();
        groups.put(LdapOptions.PASSWORD.group(), new TreeSet<>(Set.of(LdapOptions.PASSWORD.name())));
        additional(configuration, DomainConfigOptions.ADDITIONAL_SENSITIVE_OPTIONS)
                .forEach((group, names) -> groups.computeIfAbsent(group, unknown -> new TreeSet<>())
                        .addAll(names));
        return groups;
    }

    // Commas lie between groups, so that a group's names have spaces between them.
    private static Map<String, List<String>> additional(
            Configuration configuration, Option<Optional<Map<String, String>>> option) {
        var groups = new TreeMap<String, List<String>>();
        configuration
                .get(option)
                .orElse(Map.of())
                .forEach((group, names) ->
                        groups.put(group, Arrays.asList(names.strip().split("\\s+"))));
        return groups;
    }

    // Options of drivers that are not ours may be stored, but have no value here.
    private static JsonNode value(Configuration configuration, String group, String name) {
        return Options.all().stream()
                .filter(option -> option.group().equals(group) && option.name().equals(name) && !option.secret())
                .findFirst()
                .map(option -> json(configuration.get(option)))
                .orElseGet(JSON::nullNode);
    }

    private static Map<String, JsonNode> values(Configuration configuration, List<Option<?>> options) {
        var values = new LinkedHashMap<String, JsonNode>();
        options.forEach(option -> values.put(option.name(), json(configuration.get(option))));
        return values;
    }

    private static JsonNode json(Object value) {
        return switch (value) {
            case Optional<?> optional -> optional.isEmpty() ? JSON.nullNode() : json(optional.get());
            case List<?> list -> {
                var array = JSON.arrayNode();
                list.forEach(each -> array.add(json(each)));
                yield array;
            }
            case Boolean flag -> JSON.booleanNode(flag);
            case Integer number -> JSON.numberNode(number);
            case Long number -> JSON.numberNode(number);
            case Double number -> JSON.numberNode(number);
            default -> JSON.stringNode(value.toString());
        };
    }
}
