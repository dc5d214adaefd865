package io.clavis.config;

import java.util.List;
import java.util.Optional;

/** Options of the group {@code [oslo_messaging_notifications]}. */
public final class NotificationOptions {
    private static final String GROUP = "oslo_messaging_notifications";

    public static final Option<List<String>> DRIVER =
            Option.multi(GROUP, "driver", List.of(), "How notifications are sent; may be repeated");

    public static final Option<Integer> RETRY =
            Option.integer(GROUP, "retry", -1, "Attempts to send a notification; -1 without end");

    public static final Option<List<String>> TOPICS =
            Option.list(GROUP, "topics", List.of("notifications"), "Topics that notifications are sent to");

    public static final Option<Optional<String>> TRANSPORT_URL = Option.string(
                    GROUP, "transport_url", "Broker of notifications, if not that of DEFAULT")
            .hidden();

    static final List<Option<?>> ALL = List.of(DRIVER, RETRY, TOPICS, TRANSPORT_URL);

    private NotificationOptions() {}
}
