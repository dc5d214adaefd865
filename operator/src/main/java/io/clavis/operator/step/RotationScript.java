package io.clavis.operator.step;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.clavis.operator.configuration.ImmutableConfigMap;
import io.clavis.operator.key.RotatedPassword;
import io.clavis.operator.resource.Keystone;
import io.clavis.operator.resource.ServerSpec;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a rotation runs: what makes the new keys or the new password, then one request that lays it down with the time. The request is
 * made by what the image has for certain, which curl is not: the JDK, which runs the source file as it is, or Python in
 * upstream's image. A command of {@code keystone-manage} would not do, because upstream's has none for it.
 */
final class RotationScript {
    /** Where the script is mounted. */
    static final String DIRECTORY = "/opt/rotate";

    /** The environment variable that says of how many random bytes a password is made. */
    static final String LENGTH = "PASSWORD_LENGTH";

    /** As many random bytes as the password has to have characters, so that it has some more. */
    private static final String PASSWORD = "umask 077\nhead -c \"$" + LENGTH
            + "\" /dev/urandom | base64 -w 0 | tr '+/' '-_' | tr -d '=' >\"$1/" + RotatedPassword.KEY + "\"\n";

    private RotationScript() {}

    /** The ConfigMap {@code <name>-fernet-rotate-script-<hash>}. */
    static ConfigMap of(Keystone keystone, RotatedKind kind) {
        var commands = kind.commands().stream()
                .map(command -> "keystone-manage " + command + "\n")
                .collect(Collectors.joining());
        return of(keystone, kind, commands, "");
    }

    /** The ConfigMap {@code <name>-admin-password-rotate-script-<hash>}. */
    static ConfigMap ofPassword(Keystone keystone) {
        return of(keystone, AdminPassword.ROTATION, PASSWORD, " " + RotatedPassword.KEY);
    }

    private static ConfigMap of(Keystone keystone, ScheduledRotation rotation, String commands, String names) {
        boolean python = keystone.getSpec().server().kind() == ServerSpec.Kind.Uwsgi;
        var program = python ? "stage_keys.py" : "StageKeys.java";
        var script = "#!/bin/sh\nset -eu\n" + commands + "exec " + (python ? "python3" : "java") + " " + DIRECTORY + "/"
                + program + " \"$@\"" + names + "\n";
        return ImmutableConfigMap.of(
                keystone, rotation.word() + "-rotate-script", Map.of("rotate.sh", script, program, source(program)));
    }

    private static String source(String name) {
        try (var in = RotationScript.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
