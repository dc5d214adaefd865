package io.clavis.operator.node;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The network of Pods: a bridge that each of them is plugged into. Needs the rights of root. */
final class Network implements AutoCloseable {
    private static final int NETWORKS = 250;
    private static final int FIRST = 2;
    private static final int LAST = 250;

    private final String bridge;
    private final int number;
    private final AtomicInteger next = new AtomicInteger(FIRST);

    private Network(String bridge, int number) {
        this.bridge = bridge;
        this.number = number;
    }

    /** One that nobody else has. */
    static Network make() {
        for (int number = 1; number <= NETWORKS; number++) {
            var bridge = "clavis" + number;
            if (Command.result(List.of("ip", "link", "add", bridge, "type", "bridge"))
                            .status()
                    == 0) {
                var network = new Network(bridge, number);
                Command.run("ip", "addr", "add", network.gateway() + "/24", "dev", bridge);
                Command.run("ip", "link", "set", bridge, "up");
                return network;
            }
        }
        throw new IllegalStateException("no bridge could be made: "
                + Command.result(List.of("ip", "link", "add", "clavis0", "type", "bridge"))
                        .output());
    }

    /** The machine's own address, as the Pods see it. */
    String gateway() {
        return address(1);
    }

    /** Plugs a network namespace in. */
    String plug(long process) {
        int last = next.getAndIncrement();
        var address = address(FIRST + (last - FIRST) % (LAST - FIRST));
        var outside = "clv" + number + "x" + last;
        Command.run("ip", "link", "add", outside, "type", "veth", "peer", "name", "eth0", "netns", "" + process);
        Command.run("ip", "link", "set", outside, "master", bridge, "up");
        for (var command : List.of(
                "link set lo up",
                "addr add " + address + "/24 dev eth0",
                "link set eth0 up",
                "route add default via " + gateway())) {
            Command.run("sh", "-c", "nsenter --target " + process + " --net ip " + command);
        }
        return address;
    }

    private String address(int last) {
        return "10.231." + number + "." + last;
    }

    @Override
    public void close() {
        Command.result(List.of("ip", "link", "del", bridge));
    }
}
