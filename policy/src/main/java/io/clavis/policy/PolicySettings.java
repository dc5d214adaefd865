package io.clavis.policy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code [oslo_policy]}, with paths already resolved. Files and directories that do not exist are no error.
 *
 * @param enforceScope false only tells other-scoped tokens apart in the log; oslo.policy 6.0 dropped the switch
 * @param enforceNewDefaults false also accepts what a rule's deprecated default accepted
 * @param defaultRule the rule asked in place of one that does not exist, if the operator defines it
 */
public record PolicySettings(
        Optional<Path> policyFile,
        List<Path> policyDirs,
        boolean enforceScope,
        boolean enforceNewDefaults,
        String defaultRule,
        RemoteSettings remote) {

    public PolicySettings {
        policyDirs = List.copyOf(policyDirs);
    }

    /** No files, both switches on, upstream's other defaults. */
    public static PolicySettings defaults() {
        return new PolicySettings(Optional.empty(), List.of(), true, true, "default", RemoteSettings.defaults());
    }

    public PolicySettings withPolicyFile(Path file) {
        return new PolicySettings(Optional.of(file), policyDirs, enforceScope, enforceNewDefaults, defaultRule, remote);
    }

    public PolicySettings withPolicyDirs(List<Path> dirs) {
        return new PolicySettings(policyFile, dirs, enforceScope, enforceNewDefaults, defaultRule, remote);
    }

    public PolicySettings withEnforceScope(boolean enforce) {
        return new PolicySettings(policyFile, policyDirs, enforce, enforceNewDefaults, defaultRule, remote);
    }

    public PolicySettings withEnforceNewDefaults(boolean enforce) {
        return new PolicySettings(policyFile, policyDirs, enforceScope, enforce, defaultRule, remote);
    }

    public PolicySettings withRemote(RemoteSettings settings) {
        return new PolicySettings(policyFile, policyDirs, enforceScope, enforceNewDefaults, defaultRule, settings);
    }
}
