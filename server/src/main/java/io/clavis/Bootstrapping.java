package io.clavis;

import io.clavis.composition.Capabilities;
import io.clavis.composition.Connections;
import io.clavis.composition.Keys;
import io.clavis.config.Configuration;
import io.clavis.config.IdentityOptions;
import io.clavis.crypto.key.KeyOwner;
import io.clavis.manage.Bootstrap;
import io.clavis.manage.BootstrapRequest;
import java.util.Map;
import java.util.Optional;

/** What {@code keystone dev} does for its user before it serves: what an operator does with keystone-manage. */
final class Bootstrapping {
    private Bootstrapping() {}

    static void prepare(Configuration configuration, String password, String url) {
        try (var database = Connections.database(configuration)) {
            database.schema().sync();
        }
        var keys = Keys.of(configuration);
        keys.tokens().setup(KeyOwner.PROCESS);
        keys.separateReceipts().ifPresent(receipts -> receipts.setup(KeyOwner.PROCESS));
        keys.credentials().setup(KeyOwner.PROCESS);
        try (var capabilities = Capabilities.open(configuration)) {
            new Bootstrap(capabilities, configuration.get(IdentityOptions.DEFAULT_DOMAIN_ID))
                    .run(new BootstrapRequest(
                            "admin",
                            password,
                            "admin",
                            "admin",
                            "keystone",
                            Optional.of("RegionOne"),
                            Map.of("public", url, "internal", url, "admin", url),
                            true));
        }
    }
}
