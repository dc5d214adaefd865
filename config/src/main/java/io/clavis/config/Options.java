package io.clavis.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All options that are declared, found by their place. */
public final class Options {
    private static final List<Option<?>> ALL = Stream.of(
                    DefaultOptions.ALL,
                    ApiOptions.ALL,
                    ApplicationCredentialOptions.ALL,
                    AssignmentOptions.ALL,
                    AuthOptions.ALL,
                    CatalogOptions.ALL,
                    CredentialOptions.ALL,
                    DomainConfigOptions.ALL,
                    EndpointFilterOptions.ALL,
                    EndpointPolicyOptions.ALL,
                    FederationOptions.ALL,
                    FernetReceiptsOptions.ALL,
                    FernetTokensOptions.ALL,
                    IdentityOptions.ALL,
                    IdentityMappingOptions.ALL,
                    JwtTokensOptions.ALL,
                    LdapOptions.ALL,
                    Oauth1Options.ALL,
                    Oauth2Options.ALL,
                    PolicyOptions.ALL,
                    ReceiptOptions.ALL,
                    ResourceOptions.ALL,
                    RevokeOptions.ALL,
                    RoleOptions.ALL,
                    SamlOptions.ALL,
                    Saml2Options.ALL,
                    SecurityComplianceOptions.ALL,
                    ShadowUsersOptions.ALL,
                    TokenOptions.ALL,
                    TokenlessAuthOptions.ALL,
                    TotpOptions.ALL,
                    TrustOptions.ALL,
                    UnifiedLimitOptions.ALL,
                    WsgiOptions.ALL,
                    MessagingOptions.ALL,
                    LogOptions.ALL,
                    CacheOptions.ALL,
                    CorsOptions.ALL,
                    DatabaseOptions.ALL,
                    HealthcheckOptions.ALL,
                    KafkaOptions.ALL,
                    NotificationOptions.ALL,
                    RabbitOptions.ALL,
                    MiddlewareOptions.ALL,
                    OsloPolicyOptions.ALL,
                    ProfilerOptions.ALL,
                    ClavisOptions.ALL)
            .flatMap(List::stream)
            .toList();
    private static final Map<OptionName, Option<?>> BY_PLACE =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Option::place, Function.identity()));
    private static final Map<OptionName, Option<?>> BY_FORMER_NAME = ALL.stream()
            .flatMap(option ->
                    option.formerNames().stream().map(name -> Map.<OptionName, Option<?>>entry(name, option)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    private static final Set<String> GROUPS = ALL.stream().map(Option::group).collect(Collectors.toUnmodifiableSet());

    private Options() {}

    /** Every declared option, by group. */
    public static List<Option<?>> all() {
        return ALL;
    }

    static Optional<Option<?>> at(OptionName place) {
        return Optional.ofNullable(BY_PLACE.get(place));
    }

    static Optional<Option<?>> formerlyAt(OptionName place) {
        return Optional.ofNullable(BY_FORMER_NAME.get(place));
    }

    static Set<String> groups() {
        return GROUPS;
    }

    static Stream<Option<?>> in(String group) {
        return ALL.stream().filter(option -> option.group().equals(group));
    }

    /** The option that {@code $name} means inside a group: of that group, else of DEFAULT; {@code group.name} says. */
    static Optional<Option<?>> referred(String name, String fromGroup) {
        int dot = name.indexOf('.');
        if (dot >= 0) {
            return at(new OptionName(name.substring(0, dot), name.substring(dot + 1)));
        }
        return at(new OptionName(fromGroup, name)).or(() -> at(new OptionName(OptionName.DEFAULT_GROUP, name)));
    }
}
