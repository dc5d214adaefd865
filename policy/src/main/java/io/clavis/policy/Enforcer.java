package io.clavis.policy;

import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether somebody may do something. Safe for use by many threads: a decision reads one immutable rule book.
 * The operator's files are looked at again at most once per second, on the thread of a caller; a state of them that
 * cannot be used is logged once and the rules before it stay in force.
 */
public final class Enforcer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Enforcer.class);
    private static final long LOOK_EVERY_MILLIS = 1000;

    /** The complaint is what was last logged about the files, so that it is logged once. */
    private record Loaded(RuleBook book, List<PolicyFiles.Stamp> stamps, String complaint) {}

    private final PolicySettings settings;
    private final List<RuleDefault> defaults;
    private final InstantSource clock;
    private final PolicyFiles files;
    private final RemoteAuthority remote;
    private final AtomicLong nextLook;
    private volatile Loaded loaded;

    private Enforcer(PolicySettings settings, List<RuleDefault> defaults, InstantSource clock) {
        this.settings = settings;
        this.defaults = List.copyOf(defaults);
        this.clock = clock;
        this.files = new PolicyFiles(settings.policyFile(), settings.policyDirs());
        this.remote = new RemoteAuthority(settings.remote());
        this.nextLook = new AtomicLong(clock.millis() + LOOK_EVERY_MILLIS);
        // Stamps first: a change while reading then shows as a change.
        var stamps = files.stamps();
        this.loaded = new Loaded(book(), stamps, "");
    }

    /**
     * Keystone's own rules and the operator's files.
     *
     * @throws PolicyFileException when a file exists but cannot be used
     */
    public static Enforcer create(PolicySettings settings, InstantSource clock) {
        return create(settings, DefaultRules.keystone(), clock);
    }

    /**
     * With other defaults than Keystone's.
     *
     * @throws PolicyFileException when a file exists but cannot be used
     */
    public static Enforcer create(PolicySettings settings, List<RuleDefault> defaults, InstantSource clock) {
        return new Enforcer(settings, defaults, clock);
    }

    /**
     * Asks a rule. Never throws: what cannot be evaluated is denied and logged.
     *
     * @param target what the action is about, under its full dotted names, in nested maps, or both
     */
    public Decision decide(String rule, Credentials credentials, Map<String, ?> target) {
        var found = current().rule(rule);
        if (found == null) {
            log.debug("Rule {} does not exist", rule);
            return Decision.UNKNOWN_RULE;
        }
        if (!found.scopeTypes().isEmpty() && !found.scopeTypes().contains(credentials.scopeType())) {
            if (settings.enforceScope()) {
                return Decision.SCOPE_MISMATCH;
            }
            log.debug("Rule {} wants a scope of {}; enforce_scope is off", rule, found.scopeTypes());
        }
        try {
            var allowed = new Evaluation(rule, credentials, target, remote).allows(found.check());
            return allowed ? Decision.ALLOWED : Decision.DENIED;
        } catch (EvaluationException e) {
            log.error("Rule {} could not be evaluated: {}", rule, e.getMessage());
            return Decision.DENIED;
        }
    }

    /** Whether a rule lets everybody pass, as {@code "@"} or an empty rule does. */
    public boolean isOpenToAll(String rule) {
        var found = current().rule(rule);
        return found != null && found.check() == Check.Constant.ALLOW;
    }

    /** Whether a rule of this name exists, from the defaults or a file. */
    public boolean known(String rule) {
        return current().sources().containsKey(rule);
    }

    /** Defaults in their order, then the operator's own. */
    public Set<String> ruleNames() {
        return Collections.unmodifiableSet(current().sources().keySet());
    }

    /** Every rule in force, as text in the policy language. */
    public Map<String, String> effectivePolicy() {
        var policy = new LinkedHashMap<String, String>();
        current().sources().forEach((name, check) -> policy.put(name, check.toString()));
        return policy;
    }

    @Override
    public void close() {
        remote.close();
    }

    private RuleBook book() {
        return RuleBook.of(defaults, files.read(), settings.enforceNewDefaults(), settings.defaultRule());
    }

    private RuleBook current() {
        var now = clock.millis();
        var due = nextLook.get();
        if (now >= due && nextLook.compareAndSet(due, now + LOOK_EVERY_MILLIS)) {
            reloadIfChanged();
        }
        return loaded.book();
    }

    private void reloadIfChanged() {
        var before = loaded;
        var stamps = before.stamps();
        try {
            stamps = files.stamps();
            if (stamps.equals(before.stamps())) {
                return;
            }
            loaded = new Loaded(book(), stamps, "");
            log.info("Reloaded the policy files");
        } catch (PolicyFileException e) {
            var complaint = String.valueOf(e.getMessage());
            if (!complaint.equals(before.complaint())) {
                log.error("Keeping the policy in force: {}", complaint);
            }
            loaded = new Loaded(before.book(), stamps, complaint);
        }
    }
}
