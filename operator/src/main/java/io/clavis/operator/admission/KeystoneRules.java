package io.clavis.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules of a Keystone that its schema cannot say. */
final class KeystoneRules implements Rules {
    private static final int REPLICAS = 3;

    private final Neighbours neighbours;

    KeystoneRules(Neighbours neighbours) {
        this.neighbours = neighbours;
    }

    @Override
    public List<Finding> check(JsonNode resource, @Nullable JsonNode before) {
        var spec = Place.spec(resource);
        var name = resource.path("metadata").path("name").asText("");
        var findings = new ArrayList<Finding>();
        schedules(spec, findings);
        replicas(spec, findings);
        keys(spec, findings);
        federation(spec, findings);
        endpoint(spec, findings);
        findings.addAll(PodRules.check(spec.at("deployment"), name, neighbours));
        findings.addAll(MiddlewareRules.check(spec.at("middleware")));
        findings.addAll(OptionRules.check(spec));
        return List.copyOf(findings);
    }

    private static void schedules(Place spec, List<Finding> findings) {
        var schedules = List.of(
                spec.at("fernet", "rotationSchedule"),
                spec.at("credentialKeys", "rotationSchedule"),
                spec.at("passwordRotation", "schedule"),
                spec.at("trustFlush", "schedule"));
        for (var schedule : schedules) {
            if (!schedule.given()) {
                continue;
            }
            try {
                Cron.parse(schedule.text());
            } catch (IllegalArgumentException e) {
                findings.add(Finding.refused(schedule.path(), "is no schedule of a CronJob: " + e.getMessage()));
            }
        }
    }

    private static void replicas(Place spec, List<Finding> findings) {
        var root = spec.at("replicas");
        var own = spec.at("deployment", "replicas");
        if (root.given() && own.given() && root.number(0) != own.number(0)) {
            findings.add(Finding.refused(
                    root.path(),
                    "is " + root.number(0) + " while " + own.path() + " is " + own.number(0)
                            + ", expected the same number, or only one of them"));
        }
        var most = spec.at("autoscaling", "maxReplicas");
        int least = own.given() ? own.number(REPLICAS) : root.number(REPLICAS);
        if (most.given() && !spec.at("autoscaling", "minReplicas").given() && most.number(0) < least) {
            findings.add(Finding.refused(
                    most.path(),
                    "is " + most.number(0) + ", expected at least the " + least
                            + " replicas of the deployment, or a minReplicas"));
        }
    }

    private static void keys(Place spec, List<Finding> findings) {
        var fernet = spec.at("fernet");
        if (!fernet.at("mode").text().equals("Server")) {
            return;
        }
        if (fernet.at("backup").given()) {
            findings.add(Finding.warned(
                    fernet.at("backup").path(), "has no effect with mode Server: the keys are in the database"));
        }
        if (fernet.at("rolloutOnRotation").node().asBoolean()) {
            findings.add(Finding.warned(
                    fernet.at("rolloutOnRotation").path(),
                    "has no effect with mode Server: the servers rotate by themselves"));
        }
    }

    private static void federation(Place spec, List<Finding> findings) {
        var proxy = spec.at("federation", "proxyImage");
        if (proxy.given()) {
            findings.add(
                    Finding.warned(proxy.path(), "is ignored: OpenID Connect and SAML are spoken without a proxy"));
        }
        var seen = new HashMap<String, String>();
        for (var dashboard : spec.at("federation", "trustedDashboards").items()) {
            var earlier = seen.putIfAbsent(dashboard.text(), dashboard.path());
            if (earlier != null) {
                findings.add(Finding.refused(
                        dashboard.path(), "is the same as " + earlier + ", expected each address only once"));
            }
            if (dashboard.text().startsWith("http:")) {
                findings.add(Finding.warned(
                        dashboard.path(), "gets tokens over a connection that anybody can read; https is expected"));
            }
        }
        var option = spec.at("extraConfig", "federation", "trusted_dashboard");
        if (!seen.isEmpty() && option.given()) {
            findings.add(Finding.refused(
                    option.path(), "conflicts with spec.federation.trustedDashboards, expected only one of them"));
        }
    }

    private static void endpoint(Place spec, List<Finding> findings) {
        var endpoint = spec.at("bootstrap", "publicEndpoint");
        if (!endpoint.given()) {
            return;
        }
        var address = address(endpoint.text());
        if (address.isEmpty()) {
            findings.add(Finding.refused(
                    endpoint.path(), "is no address, expected one such as https://keystone.example.com/v3"));
            return;
        }
        var hostname = spec.at("gateway", "hostname");
        if (!hostname.given()) {
            return;
        }
        if (!address.get().getScheme().equalsIgnoreCase("https")) {
            findings.add(Finding.refused(endpoint.path(), "is not https, expected https because there is a gateway"));
        }
        if (!address.get().getHost().equalsIgnoreCase(hostname.text())) {
            findings.add(Finding.refused(
                    endpoint.path(),
                    "has the host " + address.get().getHost() + ", expected " + hostname.text() + " as in "
                            + hostname.path()));
        }
    }

    private static Optional<URI> address(String text) {
        try {
            var address = new URI(text);
            return address.getHost() == null ? Optional.empty() : Optional.of(address);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
