package io.clavis.config;

import java.util.List;
import java.util.Optional;

/** Options of the group {@code [saml2]}. */
public final class Saml2Options {
    private static final String GROUP = "saml2";

    public static final Option<Optional<String>> REMOTE_ID_ATTRIBUTE = Option.string(
            GROUP,
            "remote_id_attribute",
            "Request variable that holds the identity provider's entity id, for the protocol saml2");

    static final List<Option<?>> ALL = List.of(REMOTE_ID_ATTRIBUTE);

    private Saml2Options() {}
}
