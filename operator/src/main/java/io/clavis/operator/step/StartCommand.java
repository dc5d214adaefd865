package io.clavis.operator.step;

import io.clavis.operator.configuration.Paths;
import io.clavis.operator.resource.Keystone;
import io.clavis.operator.resource.UwsgiSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the container of the API is started with. */
final class StartCommand {
    private StartCommand() {}

    static List<String> of(Keystone keystone) {
        return switch (keystone.getSpec().server().kind()) {
            case Clavis -> List.of("keystone", "serve", "--config-dir", Paths.CONFIGURATION);
            case Uwsgi -> uwsgi(Optional.ofNullable(keystone.getSpec().uwsgi()).orElse(UwsgiSpec.DEFAULT));
        };
    }

    /** The module is where Keystone keeps its WSGI application since 2025.1; before, there were scripts. */
    private static List<String> uwsgi(UwsgiSpec spec) {
        var command = new ArrayList<>(List.of(
                "uwsgi",
                "--http",
                ":" + Endpoint.PORT,
                "--module",
                "keystone.wsgi.api:application",
                "--master",
                "--need-app",
                "--lazy-apps",
                "--enable-threads",
                "--die-on-term",
                "--processes",
                String.valueOf(spec.processes()),
                "--threads",
                String.valueOf(spec.threads())));
        if (spec.httpKeepAlive()) {
            command.add("--http-keepalive");
        }
        if (spec.httpKeepAliveTimeout() != null) {
            command.add("--http-timeout");
            command.add(String.valueOf(spec.httpKeepAliveTimeout()));
        }
        if (spec.harakiri() != null) {
            command.add("--harakiri");
            command.add(String.valueOf(spec.harakiri()));
        }
        return List.copyOf(command);
    }
}
