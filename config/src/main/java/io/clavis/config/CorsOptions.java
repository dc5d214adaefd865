package io.clavis.config;

import java.util.List;
import java.util.Optional;

/** Options of the group {@code [cors]}. */
public final class CorsOptions {
    private static final String GROUP = "cors";

    public static final Option<Boolean> ALLOW_CREDENTIALS =
            Option.bool(GROUP, "allow_credentials", true, "Let browsers send credentials");

    public static final Option<List<String>> ALLOW_HEADERS = Option.list(
            GROUP,
            "allow_headers",
            List.of(
                    "X-Auth-Token",
                    "X-Openstack-Request-Id",
                    "X-Subject-Token",
                    "X-Project-Id",
                    "X-Project-Name",
                    "X-Project-Domain-Id",
                    "X-Project-Domain-Name",
                    "X-Domain-Id",
                    "X-Domain-Name",
                    "Openstack-Auth-Receipt"),
            "Request headers that browsers may send");

    public static final Option<List<String>> ALLOW_METHODS = Option.list(
            GROUP, "allow_methods", List.of("GET", "PUT", "POST", "DELETE", "PATCH"), "Methods that browsers may use");

    public static final Option<Optional<List<String>>> ALLOWED_ORIGIN =
            Option.list(GROUP, "allowed_origin", "Origins that may call from a browser");

    public static final Option<List<String>> EXPOSE_HEADERS = Option.list(
            GROUP,
            "expose_headers",
            List.of("X-Auth-Token", "X-Openstack-Request-Id", "X-Subject-Token", "Openstack-Auth-Receipt"),
            "Response headers that browsers may show to scripts");

    public static final Option<Integer> MAX_AGE =
            Option.integer(GROUP, "max_age", 3600, "Seconds that browsers may keep a preflight's answer");

    static final List<Option<?>> ALL =
            List.of(ALLOW_CREDENTIALS, ALLOW_HEADERS, ALLOW_METHODS, ALLOWED_ORIGIN, EXPOSE_HEADERS, MAX_AGE);

    private CorsOptions() {}
}
