package io.clavis.throttle;

import io.clavis.http.Call;
import io.clavis.http.Network;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * From which address a request comes: the connection's, unless that is a proxy's that may say another in {@code
 * X-Forwarded-For}. Of what stands there, only what proxies added counts, from the end. An IPv6 client counts by its /64
 * network, all of which is usually one client's.
 *
 * @param proxies whose word counts
 * @param behindOthers whether clients come through proxies that are not named here, so that no address says anything
 */
public record ClientAddresses(List<Network> proxies, boolean behindOthers) {
    private static final String HEADER = "x-forwarded-for";
    private static final int PREFIX_BYTES = 8;

    public ClientAddresses {
        proxies = List.copyOf(proxies);
    }

    Optional<String> of(Call call) {
        if (behindOthers) {
            return Optional.empty();
        }
        return call.request()
                .peer()
                .map(peer -> isProxy(peer) ? forwarded(call, peer) : peer)
                .map(ClientAddresses::key);
    }

    private InetAddress forwarded(Call call, InetAddress peer) {
        var hops = call.request().headers().get().entrySet().stream()
                .filter(header -> header.getKey().toLowerCase(Locale.ROOT).equals(HEADER))
                .flatMap(header -> header.getValue().stream())
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .toList();
        var client = peer;
        for (var hop : hops.reversed()) {
            var address = address(hop.strip());
            if (address.isEmpty()) {
                return client;
            }
            client = address.get();
            if (!isProxy(client)) {
                return client;
            }
        }
        return client;
    }

    private boolean isProxy(InetAddress address) {
        return proxies.stream().anyMatch(network -> network.contains(address));
    }

    // Some proxies add the port: 192.0.2.1:4711, [2001:db8::1]:4711.
    private static Optional<InetAddress> address(String text) {
        var bare = text;
        if (text.startsWith("[") && text.indexOf(']') > 0) {
            bare = text.substring(1, text.indexOf(']'));
        } else if (text.indexOf(':') == text.lastIndexOf(':') && text.indexOf(':') > 0) {
            bare = text.substring(0, text.indexOf(':'));
        }
        try {
            return Optional.of(InetAddress.ofLiteral(bare));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    private static String key(InetAddress address) {
        var bytes = address.getAddress();
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(bytes, 0, PREFIX_BYTES) + "/64"
                : address.getHostAddress();
    }
}
