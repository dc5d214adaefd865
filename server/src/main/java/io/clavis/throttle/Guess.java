package io.clavis.throttle;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What one request tries to prove. Confined to its thread. */
public final class Guess {
    private final Throttle throttle;
    private final Optional<String> address;
    private final Set<Subject> subjects = new LinkedHashSet<>();
    private final List<Taken> taken = new ArrayList<>();
    private boolean ofAddress;

    private record Taken(Bucket bucket, int amount) {}

    Guess(Throttle throttle, Optional<String> address) {
        this.throttle = throttle;
        this.address = address;
    }

    /** A secret of the subject is about to be compared; 429 where that was done too often without success. */
    public void at(Subject subject) {
        if (!subjects.add(subject)) {
            return;
        }
        var familiar = address.flatMap(from -> throttle.ofFamiliar(from, subject));
        if (familiar.isPresent()) {
            take(familiar.get(), subject.weight());
            return;
        }
        if (!ofAddress) {
            ofAddress = true;
            address.flatMap(throttle::ofAddress).ifPresent(bucket -> take(bucket, 1));
        }
        throttle.ofSubject(subject).ifPresent(bucket -> take(bucket, subject.weight()));
    }

    private void take(Bucket bucket, int weight) {
        taken.add(new Taken(bucket, bucket.take(weight, throttle.patience())));
    }

    void right() {
        address.ifPresent(from -> subjects.forEach(subject -> throttle.remember(from, subject)));
    }

    void end(boolean wrong) {
        for (var held : taken) {
            if (wrong) {
                held.bucket().keep(held.amount());
            } else {
                held.bucket().giveBack(held.amount());
            }
        }
    }
}
