package io.clavis.operator.registration;

import io.clavis.operator.identity.IdentityFailure;
import io.clavis.operator.pipeline.Conditions;
import io.clavis.operator.pipeline.Notice;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a round has to tell. Belongs to one thread. */
final class Report {
    private final Conditions conditions;
    private final List<Notice> told = new ArrayList<>();
    private final Set<String> failed = new HashSet<>();
    private Duration again;

    /**
     * With nothing told.
     *
     * @param again when to look again where nobody wants it earlier
     */
    Report(Conditions conditions, Duration again) {
        this.conditions = conditions;
        this.again = again;
    }

    /** A condition holds. */
    void holds(String type, String reason, String message) {
        conditions.set(type, true, reason, message);
    }

    /** A condition does not hold yet. */
    void waits(String type, String reason, String message, Duration later) {
        conditions.set(type, false, reason, message);
        lookAgain(later);
    }

    /** A condition does not hold, and somebody should look into it. */
    void fails(String type, String reason, String message, Duration later) {
        waits(type, reason, message, later);
        failed.add(type);
    }

    /** A condition does not hold because Keystone does not do what it is asked. */
    void fails(String type, IdentityFailure failure) {
        fails(type, failure.status() == 0 ? "KeystoneUnanswering" : "KeystoneRefused", text(failure), Rounds.RETRY);
    }

    /** An event. */
    void tell(Notice notice) {
        told.add(notice);
    }

    /** To be looked at again no later than after this. */
    void lookAgain(Duration later) {
        again = later.compareTo(again) < 0 ? later : again;
    }

    Duration again() {
        return again;
    }

    void aggregate(List<String> types) {
        conditions.aggregate(types);
    }

    /** All conditions, with the first place for the one that lists of resources show. */
    List<Condition> conditions() {
        return conditions.all().stream()
                .sorted(Comparator.comparing(condition -> !condition.getType().equals(Conditions.READY)))
                .toList();
    }

    /** What was told, and each condition that is not what it was. */
    List<Notice> notices() {
        var all = new ArrayList<>(told);
        for (var changed : conditions.changed()) {
            all.add(new Notice(
                    failed.contains(changed.getType()),
                    changed.getReason(),
                    changed.getType() + ": " + changed.getMessage()));
        }
        return all;
    }

    private static String text(IdentityFailure failure) {
        var message = failure.getMessage();
        return message == null ? "" : message;
    }
}
