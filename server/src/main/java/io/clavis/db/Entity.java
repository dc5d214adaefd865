package io.clavis.db;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The kinds of things whose changes are recorded; in the feed by their lower-case names. */
public enum Entity {
    USER,
    GROUP,
    /** A user in a group; the id is {@code group/user}. */
    MEMBERSHIP,
    DOMAIN,
    PROJECT,
    ROLE,
    /** One role implying another; the id is {@code prior/implied}. */
    IMPLIED_ROLE,
    /** A role held by an actor on a target; the id is {@code actor/target/role}. */
    ASSIGNMENT,
    REGION,
    SERVICE,
    ENDPOINT,
    ENDPOINT_GROUP,
    /** A project seeing an endpoint; the id is {@code project/endpoint}. */
    PROJECT_ENDPOINT,
    /** A project seeing an endpoint group; the id is {@code project/endpoint_group}. */
    PROJECT_ENDPOINT_GROUP,
    POLICY,
    POLICY_ASSOCIATION,
    CREDENTIAL,
    APPLICATION_CREDENTIAL,
    ACCESS_RULE,
    TRUST,
    REVOCATION_EVENT,
    IDENTITY_PROVIDER,
    MAPPING,
    /** A federation protocol; the id is {@code idp/protocol}. */
    PROTOCOL,
    SERVICE_PROVIDER,
    CONSUMER,
    REQUEST_TOKEN,
    ACCESS_TOKEN,
    REGISTERED_LIMIT,
    LIMIT,
    /** A domain's configuration; the id is the domain's. */
    DOMAIN_CONFIG,
    ID_MAPPING,
    /** Something that only a newer node knows; whoever caches must assume the worst. */
    UNKNOWN;

    private static final Map<String, Entity> BY_TEXT =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Entity::text, Function.identity()));

    /** The word in the change feed. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Entity of(String text) {
        return BY_TEXT.getOrDefault(text, UNKNOWN);
    }
}
