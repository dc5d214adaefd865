package io.clavis.composition;

import io.clavis.config.Configuration;
import io.clavis.policy.Enforcer;
import java.time.InstantSource;
import java.util.List;

/** What the policy files say, for those who only want to know. */
public final class PolicyView {
    private PolicyView() {}

    /** Those of the rules that let everybody pass. */
    public static List<String> openToAll(Configuration configuration, List<String> rules) {
        try (var enforcer = Enforcer.create(Settings.policy(configuration), InstantSource.system())) {
            return rules.stream().filter(enforcer::isOpenToAll).toList();
        }
    }
}
