package io.clavis.config;

import java.util.List;

/** Options of the group DEFAULT that oslo.messaging reads. */
public final class MessagingOptions {
    private static final String GROUP = "DEFAULT";

    public static final Option<String> CONTROL_EXCHANGE =
            Option.string(GROUP, "control_exchange", "keystone", "Exchange that notifications are sent to");

    public static final Option<Integer> EXECUTOR_THREAD_POOL_SIZE = Option.integer(
                    GROUP, "executor_thread_pool_size", 64, "Threads of the messaging executor")
            .formerly(GROUP, "rpc_thread_pool_size");

    public static final Option<Boolean> RPC_PING_ENABLED =
            Option.bool(GROUP, "rpc_ping_enabled", false, "Answer pings over messaging");

    public static final Option<Integer> RPC_RESPONSE_TIMEOUT =
            Option.integer(GROUP, "rpc_response_timeout", 60, "Seconds to wait for an answer to a call over messaging");

    public static final Option<String> TRANSPORT_URL = Option.string(
                    GROUP, "transport_url", "rabbit://", "Messaging broker, hosts and accounts")
            .hidden();

    static final List<Option<?>> ALL =
            List.of(CONTROL_EXCHANGE, EXECUTOR_THREAD_POOL_SIZE, RPC_PING_ENABLED, RPC_RESPONSE_TIMEOUT, TRANSPORT_URL);

    private MessagingOptions() {}
}
