package io.clavis.throttle;

import io.clavis.crypto.digest.Sha256;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What has a secret that can be guessed. Whether it exists makes no difference.
 *
 * @param key tells it from all others
 * @param weight how many attempts one counts for, where there is little to guess
 */
public record Subject(String key, int weight) {
    private static final int LONGEST = 100;
    private static final int PASSCODE_WEIGHT = 5;
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    /** The password of a user with this id. */
    public static Subject user(String id) {
        return of("user", id);
    }

    /** The password of somebody who is not there, in the domain of this id: written one way or another, one subject. */
    public static Subject nobody(String domainId, String name) {
        var plain =
                MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD)).replaceAll("");
        return of("nobody", domainId + "/" + plain.strip().toLowerCase(Locale.ROOT));
    }

    /** The passcode of a user, which is one of a million only. */
    public static Subject passcode(String userId) {
        return new Subject(of("passcode", userId).key(), PASSCODE_WEIGHT);
    }

    /** The secret of an application credential. */
    public static Subject applicationCredential(String id) {
        return of("application_credential", id);
    }

    /** The secret of an EC2 key. */
    public static Subject accessKey(String access) {
        return of("access", access);
    }

    /** The secrets of an OAuth 1.0a consumer. */
    public static Subject consumer(String key) {
        return of("consumer", key);
    }

    // Clients choose the text, so it must not fill the memory.
    private static Subject of(String kind, String text) {
        return new Subject(kind + ":" + (text.length() > LONGEST ? Sha256.hex(text) : text), 1);
    }
}
