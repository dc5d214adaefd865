package io.clavis.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkTest {
    private static boolean contains(String network, String address) {
        return Network.of(network).contains(InetAddress.ofLiteral(address));
    }

    @Test
    void anAddressIsANetworkOfOne() {
        assertThat(contains("10.0.0.5", "10.0.0.5")).isTrue();
        assertThat(contains("10.0.0.5", "10.0.0.6")).isFalse();
        assertThat(contains("fd00::1", "fd00::1")).isTrue();
    }

    @Test
    void theFirstBitsCount() {
        assertThat(contains("10.1.16.0/20", "10.1.31.255")).isTrue();
        assertThat(contains("10.1.16.0/20", "10.1.32.0")).isFalse();
        assertThat(contains("10.1.31.7/20", "10.1.16.0")).isTrue();
        assertThat(contains("0.0.0.0/0", "203.0.113.9")).isTrue();
        assertThat(contains("0.0.0.0/0", "fd00::1")).isFalse();
        assertThat(contains("fd00::/8", "fdff::1")).isTrue();
        assertThat(contains("fd00::/8", "fe80::1")).isFalse();
    }

    @Test
    void anythingElseIsRefused() {
        for (var text :
                List.of("", "proxy.example", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "10.0.0/8", "fd00::/129")) {
            assertThatThrownBy(() -> Network.of(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
