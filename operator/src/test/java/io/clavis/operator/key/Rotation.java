package io.clavis.operator.key;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** What {@code keystone-manage fernet_rotate} makes of a Secret's keys. */
public final class Rotation {
    private Rotation() {}

    public static Map<String, String> of(Map<String, String> keys, int maxActiveKeys, SecureRandom random) {
        var numbers = new TreeMap<Long, String>();
        keys.forEach((number, key) -> numbers.put(Long.valueOf(number), key));
        numbers.put(numbers.lastKey() + 1, numbers.get(0L));
        numbers.put(0L, FernetKeySet.initial(2, random).data().get("0"));
        while (numbers.size() > maxActiveKeys) {
            numbers.remove(new ArrayList<>(numbers.keySet()).get(1));
        }
        var rotated = new TreeMap<String, String>(Comparator.naturalOrder());
        numbers.forEach((number, key) -> rotated.put(number.toString(), key));
        return rotated;
    }
}
