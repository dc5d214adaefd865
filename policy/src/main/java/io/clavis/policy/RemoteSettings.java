package io.clavis.policy;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The {@code remote_*} options of {@code [oslo_policy]}, for {@code http:} and {@code https:} checks.
 *
 * @param json {@code remote_content_type} is {@code application/json}; otherwise a form is posted
 * @param verifyServer whether the server's certificate counts
 * @param caFile authorities to trust instead of the system's
 * @param timeout for the whole exchange
 */
public record RemoteSettings(
        boolean json,
        boolean verifyServer,
        @Nullable Path caFile,
        @Nullable Path clientCertificateFile,
        @Nullable Path clientKeyFile,
        Duration timeout) {

    /** A form, no verification, 60 seconds: upstream's defaults. */
    public static RemoteSettings defaults() {
        return new RemoteSettings(false, false, null, null, null, Duration.ofSeconds(60));
    }
}
