package io.clavis.config;

import java.util.List;
import java.util.Optional;

/** Options of the group {@code [resource]}. */
public final class ResourceOptions {
    private static final String GROUP = "resource";

    public static final Option<Optional<String>> ADMIN_PROJECT_DOMAIN_NAME = Option.string(
            GROUP, "admin_project_domain_name", "Domain of the project whose tokens say is_admin_project");

    public static final Option<Optional<String>> ADMIN_PROJECT_NAME =
            Option.string(GROUP, "admin_project_name", "Project whose tokens say is_admin_project");

    public static final Option<Optional<Integer>> CACHE_TIME = Option.integer(
                    GROUP,
                    "cache_time",
                    "Seconds that projects and domains are cached; by default that of [cache] expiration_time")
            .formerly("assignment", "cache_time");

    public static final Option<Boolean> CACHING =
            Option.bool(GROUP, "caching", true, "Cache projects and domains").formerly("assignment", "caching");

    public static final Option<String> DOMAIN_NAME_URL_SAFE = Option.string(
                    GROUP, "domain_name_url_safe", "off", "Whether domain names must be safe in a URL")
            .choices("off", "new", "strict");

    public static final Option<String> DRIVER =
            Option.string(GROUP, "driver", "sql", "Where projects and domains are kept");

    public static final Option<Optional<Integer>> LIST_LIMIT = Option.integer(
                    GROUP, "list_limit", "Most projects and domains that a list returns")
            .formerly("assignment", "list_limit");

    public static final Option<String> PROJECT_NAME_URL_SAFE = Option.string(
                    GROUP, "project_name_url_safe", "off", "Whether project names must be safe in a URL")
            .choices("off", "new", "strict");

    static final List<Option<?>> ALL = List.of(
            ADMIN_PROJECT_DOMAIN_NAME,
            ADMIN_PROJECT_NAME,
            CACHE_TIME,
            CACHING,
            DOMAIN_NAME_URL_SAFE,
            DRIVER,
            LIST_LIMIT,
            PROJECT_NAME_URL_SAFE);

    private ResourceOptions() {}
}
