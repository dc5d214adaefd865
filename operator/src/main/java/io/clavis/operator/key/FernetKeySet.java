package io.clavis.operator.key;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The keys of one repository by their numbers, as Keystone has them: 0 is staged and becomes the primary one next, the
 * highest number is primary, those between are for reading what they once sealed.
 */
public final class FernetKeySet {
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");
    private static final int BYTES = 32;
    private static final int LETTERS = 44;

    private final SortedMap<Long, byte[]> keys;

    private FernetKeySet(SortedMap<Long, byte[]> keys) {
        this.keys = keys;
    }

    /** New keys, as many as there may be. */
    public static FernetKeySet initial(int maxActiveKeys, SecureRandom random) {
        var keys = new TreeMap<Long, byte[]>();
        for (long number = 0; number < maxActiveKeys; number++) {
            var key = new byte[BYTES];
            random.nextBytes(key);
            keys.put(number, key);
        }
        return new FernetKeySet(keys);
    }

    /**
     * The keys of a Secret.
     *
     * @param data of the Secret: numbers, each with a key in base64url that is once more in base64
     * @throws InvalidKeys for other names, keys of another length, a key that is there twice, or no staged or primary key
     */
    public static FernetKeySet read(Map<String, String> data) {
        var keys = new TreeMap<Long, byte[]>();
        data.forEach((name, value) -> {
            if (!NUMBER.matcher(name).matches()) {
                throw new InvalidKeys("a key's name is not a number");
            }
            keys.put(Long.valueOf(name), key(name, value));
        });
        if (!keys.containsKey(0L) || keys.size() < 2) {
            throw new InvalidKeys("there is no staged key 0 beside a primary one");
        }
        var set = new FernetKeySet(keys);
        set.requireDistinct();
        return set;
    }

    private static byte[] key(String name, String value) {
        try {
            var text = new String(Base64.getDecoder().decode(value), ISO_8859_1);
            if (text.length() != LETTERS) {
                throw new InvalidKeys("key " + name + " does not have " + LETTERS + " letters");
            }
            // Others write keys in the other alphabet of base64, and Keystone reads both.
            var key = Base64.getUrlDecoder().decode(text.replace('+', '-').replace('/', '_'));
            if (key.length != BYTES) {
                throw new InvalidKeys("key " + name + " does not have " + BYTES + " bytes");
            }
            return key;
        } catch (IllegalArgumentException e) {
            // Its cause would show a part of the key.
            throw new InvalidKeys("key " + name + " is not base64");
        }
    }

    private void requireDistinct() {
        var numbers = List.copyOf(keys.keySet());
        for (int i = 0; i < numbers.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (MessageDigest.isEqual(keys.get(numbers.get(i)), keys.get(numbers.get(j)))) {
                    throw new InvalidKeys("keys " + numbers.get(j) + " and " + numbers.get(i) + " are the same");
                }
            }
        }
    }

    /**
     * The same without the oldest keys beyond a number, as the next rotation would leave them. More room fills with the
     * rotations to come.
     */
    public FernetKeySet resized(int maxActiveKeys) {
        var kept = new TreeMap<>(keys);
        while (kept.size() > Math.max(2, maxActiveKeys)) {
            kept.remove(new ArrayList<>(kept.keySet()).get(1));
        }
        return new FernetKeySet(kept);
    }

    /** How many there are. */
    public int size() {
        return keys.size();
    }

    /** As a Secret holds them. */
    public SortedMap<String, String> data() {
        var data = new TreeMap<String, String>();
        keys.forEach((number, key) -> data.put(
                number.toString(),
                Base64.getEncoder()
                        .encodeToString(
                                Base64.getUrlEncoder().encodeToString(key).getBytes(US_ASCII))));
        return data;
    }

    /** Whether both are the same keys under the same numbers. */
    public boolean sameAs(FernetKeySet other) {
        return keys.keySet().equals(other.keys.keySet())
                && keys.entrySet().stream()
                        .allMatch(key -> MessageDigest.isEqual(key.getValue(), other.keys.get(key.getKey())));
    }

    /** Whether a key is among these, under whatever number. */
    private boolean holds(byte[] key) {
        return keys.values().stream().anyMatch(own -> MessageDigest.isEqual(own, key));
    }

    /** Whether these still read what others seal. */
    boolean holdsPrimaryOf(FernetKeySet others) {
        return holds(others.primary());
    }

    /** Whether others know already what these seal with. */
    boolean primaryIsStagedIn(FernetKeySet others) {
        return MessageDigest.isEqual(primary(), others.keys.get(0L));
    }

    private byte[] primary() {
        return keys.sequencedValues().getLast();
    }

    /** The numbers alone. */
    @Override
    public String toString() {
        return "keys " + keys.keySet();
    }
}
