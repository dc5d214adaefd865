package io.clavis.config;

import java.util.List;

/** Options of the group {@code [oslo_middleware]}. */
public final class MiddlewareOptions {
    private static final String GROUP = "oslo_middleware";

    public static final Option<Boolean> ENABLE_PROXY_HEADERS_PARSING = Option.bool(
            GROUP, "enable_proxy_headers_parsing", false, "Believe a proxy's Forwarded and X-Forwarded headers");

    public static final Option<String> HTTP_BASIC_AUTH_USER_FILE = Option.string(
            GROUP, "http_basic_auth_user_file", "/etc/htpasswd", "File of users for HTTP basic authentication");

    public static final Option<Integer> MAX_REQUEST_BODY_SIZE =
            Option.integer(GROUP, "max_request_body_size", 114688, "Most bytes of a request's body");

    static final List<Option<?>> ALL =
            List.of(ENABLE_PROXY_HEADERS_PARSING, HTTP_BASIC_AUTH_USER_FILE, MAX_REQUEST_BODY_SIZE);

    private MiddlewareOptions() {}
}
