package io.clavis.manage;

import com.sun.security.auth.module.UnixSystem;
import io.clavis.composition.KeySources;
import io.clavis.config.Configuration;
import io.clavis.crypto.key.KeyOwner;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystems;
import java.nio.file.attribute.UserPrincipal;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** What every command on key files shares: who owns the files. As root one must say so, as upstream has it. */
@Command(mixinStandardHelpOptions = true)
abstract class KeyCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable KeystoneManage manage;

    @Option(names = "--keystone-user", description = "The user who owns the keys; required as root.")
    private @Nullable String user;

    @Option(names = "--keystone-group", description = "The group that owns the keys; required as root.")
    private @Nullable String group;

    @Override
    public final Integer call() {
        var parent = Objects.requireNonNull(manage);
        var configuration = parent.configuration();
        if (KeySources.isManaged(configuration)) {
            return runInDatabase(configuration, new KeyOwner(user, group), parent.out());
        }
        if (isRoot() && (user == null || group == null)) {
            throw parent.misuse("As root, both --keystone-user and --keystone-group are required.");
        }
        requireKnown();
        return run(configuration, new KeyOwner(user, group));
    }

    // Told before any file is made, and also where there is nothing to do.
    private void requireKnown() {
        var accounts = FileSystems.getDefault().getUserPrincipalLookupService();
        if (user != null) {
            require(accounts::lookupPrincipalByName, user, "Unknown user '" + user + "' in --keystone-user");
        }
        if (group != null) {
            require(accounts::lookupPrincipalByGroupName, group, "Unknown group '" + group + "' in --keystone-group");
        }
    }

    private interface Accounts {
        UserPrincipal find(String name) throws IOException;
    }

    private static void require(Accounts accounts, String name, String otherwise) {
        try {
            accounts.find(name);
        } catch (IOException unknown) {
            throw new CommandFailure(otherwise);
        }
    }

    /** Does the work; returns the exit code. */
    abstract int run(Configuration configuration, KeyOwner owner);

    /** Does what there is to do where the nodes look after the keys themselves. */
    abstract int runInDatabase(Configuration configuration, KeyOwner owner, PrintWriter out);

    private static boolean isRoot() {
        return new UnixSystem().getUid() == 0;
    }
}
