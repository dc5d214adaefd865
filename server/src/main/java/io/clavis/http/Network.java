package io.clavis.http;

import java.net.InetAddress;
import java.util.Arrays;

/** A range of IP addresses, in CIDR notation; a single address is a range of one. */
public final class Network {
    private final byte[] address;
    private final int bits;

    private Network(byte[] address, int bits) {
        this.address = address;
        this.bits = bits;
    }

    /** Reads a network; throws {@link IllegalArgumentException} for anything else, names of hosts among them. */
    public static Network of(String text) {
        int slash = text.indexOf('/');
        var host = slash < 0 ? text : text.substring(0, slash);
        // The library takes 10.1 for 10.0.0.1, which nobody means.
        if (host.indexOf(':') < 0 && !host.matches("[0-9]+(\\.[0-9]+){3}")) {
            throw new IllegalArgumentException("not an address: " + host);
        }
        var address = InetAddress.ofLiteral(host).getAddress();
        int bits = slash < 0 ? address.length * 8 : bits(text.substring(slash + 1), address.length * 8);
        return new Network(address, bits);
    }

    /** Whether the address is in the network. */
    public boolean contains(InetAddress candidate) {
        var other = candidate.getAddress();
        if (other.length != address.length) {
            return false;
        }
        int whole = bits / 8;
        if (!Arrays.equals(address, 0, whole, other, 0, whole)) {
            return false;
        }
        int rest = bits % 8;
        return rest == 0 || (address[whole] & 0xff) >> (8 - rest) == (other[whole] & 0xff) >> (8 - rest);
    }

    private static int bits(String text, int most) {
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) > most) {
            throw new IllegalArgumentException("not the length of a network: " + text);
        }
        return Integer.parseInt(text);
    }
}
