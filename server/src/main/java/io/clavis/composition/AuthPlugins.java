package io.clavis.composition;

import io.clavis.auth.ExternalSettings;
import io.clavis.config.AuthOptions;
import io.clavis.config.Configuration;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The methods that {@code [auth]} names, against those that are built in: nothing of the operator's can be loaded. */
final class AuthPlugins {
    private static final Logger LOG = LoggerFactory.getLogger(AuthPlugins.class);
    private static final String EXTERNAL = "external";
    private static final Set<String> BUILT_IN = Set.of(
            "application_credential",
            "ec2credential",
            EXTERNAL,
            "kerberos",
            "mapped",
            "oauth1",
            "openid",
            "password",
            "saml2",
            "token",
            "totp",
            "x509");

    private AuthPlugins() {}

    /**
     * Refuses another plug-in for a method that is built in. A method that is not may stand there, because the bytes of
     * tokens go by the whole list, which a node that has it may share.
     */
    static void check(Configuration configuration) {
        for (var method : configuration.get(AuthOptions.METHODS)) {
            if (!BUILT_IN.contains(method)) {
                LOG.warn("[auth] methods: {} is not built in; nobody can log in by it here", method);
                continue;
            }
            var known = method.equals(EXTERNAL) ? ExternalSettings.PLUGINS : List.of("default");
            configuration
                    .get(AuthOptions.method(method))
                    .filter(plugin -> !plugin.isEmpty() && !known.contains(plugin))
                    .ifPresent(plugin -> {
                        throw new StartFailure("[auth] " + method + ": there is no plug-in " + plugin + "; there is "
                                + String.join(", ", known) + ".");
                    });
        }
    }
}
