package io.clavis.composition;

import io.clavis.config.Configuration;
import io.clavis.policy.Enforcer;
import io.clavis.policy.PolicyCheck;
import java.time.InstantSource;
import java.util.List;

/** What the policy files say, for those who only want to know. */
public final class PolicyView {
    private PolicyView() {}

    /**
     * What is wrong with the policy files, a sentence each.
     *
     * @throws io.clavis.policy.PolicyFileException when a file exists but cannot be read as one
     */
    public static List<String> problems(Configuration configuration) {
        return PolicyCheck.problems(Settings.policy(configuration));
    }

    /** Those of the rules that let everybody pass. */
    public static List<String> openToAll(Configuration configuration, List<String> rules) {
        try (var enforcer = Enforcer.create(Settings.policy(configuration), InstantSource.system())) {
            return rules.stream().filter(enforcer::isOpenToAll).toList();
        }
    }
}
