package io.clavis.config;

import java.util.List;
import java.util.Optional;

/** Options of the group {@code [auth]}. */
public final class AuthOptions {
    private static final String GROUP = "auth";

    public static final Option<List<String>> ADDITIONAL_PRIMARY_AUTH_METHODS = Option.list(
            GROUP,
            "additional_primary_auth_methods",
            List.of(),
            "Methods of plug-ins that prove who a user is in person; tokens of any other count as delegated");

    public static final Option<Optional<String>> APPLICATION_CREDENTIAL =
            Option.string(GROUP, "application_credential", "Plug-in of the application_credential method");

    public static final Option<Optional<String>> EC2CREDENTIAL =
            Option.string(GROUP, "ec2credential", "Plug-in of the ec2credential method, which only marks tokens");

    public static final Option<Optional<String>> EXTERNAL =
            Option.string(GROUP, "external", "Plug-in of the external method");

    public static final Option<Optional<String>> MAPPED =
            Option.string(GROUP, "mapped", "Plug-in of the mapped method");

    public static final Option<List<String>> METHODS = Option.list(
            GROUP,
            "methods",
            List.of("external", "password", "token", "oauth1", "mapped", "application_credential", "ec2credential"),
            "Methods that may authenticate; their order is part of every token's bytes");

    public static final Option<Optional<String>> OAUTH1 =
            Option.string(GROUP, "oauth1", "Plug-in of the oauth1 method");

    public static final Option<Optional<String>> PASSWORD =
            Option.string(GROUP, "password", "Plug-in of the password method");

    public static final Option<Optional<String>> TOKEN = Option.string(GROUP, "token", "Plug-in of the token method");

    static final List<Option<?>> ALL = List.of(
            ADDITIONAL_PRIMARY_AUTH_METHODS,
            APPLICATION_CREDENTIAL,
            EC2CREDENTIAL,
            EXTERNAL,
            MAPPED,
            METHODS,
            OAUTH1,
            PASSWORD,
            TOKEN);

    private AuthOptions() {}

    /** The plug-in of a method that is not built in; such an option exists for every name in {@link #METHODS}. */
    public static Option<Optional<String>> method(String name) {
        return Option.string(GROUP, name, "Plug-in of the " + name + " method");
    }
}
