package io.clavis.operator.admission;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The rules of free-form options. They end up in a ConfigMap, so that no credential may be among them; and each has to
 * stay the one option that it is.
 */
final class OptionRules {
    private static final Set<String> CREDENTIALS = Set.of(
            "admin_token",
            "client_secret",
            "connection",
            "password",
            "secret",
            "secret_key",
            "slave_connection",
            "transport_url");
    private static final List<String> CREDENTIAL_ENDS = List.of("_password", "_secret", "_secret_key", "_passphrase");
    private static final Pattern PASSWORD_IN_URL = Pattern.compile("://[^/\\s@]*:[^/\\s@]+@");
    private static final Pattern OPTION = Pattern.compile("[^\\s=:\\[\\]#;\\p{Cntrl}]+");
    private static final Pattern SECTION = Pattern.compile("[^\\[\\]\\p{Cntrl}]+");
    private static final Pattern SECOND_LINE = Pattern.compile("[\\n\\r\\u0000\\u0085\\u2028\\u2029]");

    private OptionRules() {}

    static List<Finding> check(Place spec) {
        var findings = new ArrayList<Finding>();
        for (var section : spec.at("extraConfig").members()) {
            if (!SECTION.matcher(section.name()).matches()) {
                findings.add(Finding.refused(
                        section.place().path(), "is no name of a section, expected one without brackets"));
            }
            findings.addAll(options(section.place()));
        }
        for (var plugin : spec.at("plugins").items()) {
            findings.addAll(options(plugin.at("config")));
        }
        for (var filter : spec.at("middleware").items()) {
            findings.addAll(options(filter.at("config")));
        }
        return findings;
    }

    /** Of one section. */
    static List<Finding> options(Place options) {
        var findings = new ArrayList<Finding>();
        for (var option : options.members()) {
            var place = option.place();
            if (!OPTION.matcher(option.name()).matches()) {
                findings.add(Finding.refused(
                        place.path(), "is no name of an option, expected one without spaces and = : [ ] # ;"));
            }
            if (SECOND_LINE.matcher(place.text()).find()) {
                findings.add(Finding.refused(place.path(), "has more than one line, expected a value of one line"));
            }
            if (isCredential(option.name())
                    || PASSWORD_IN_URL.matcher(place.text()).find()) {
                findings.add(Finding.refused(
                        place.path(), "holds a credential, expected it in a Secret: options end up in a ConfigMap"));
            }
        }
        return findings;
    }

    /** As oslo.config, which takes a dash for an underscore. */
    static String normal(String option) {
        return option.strip().toLowerCase(Locale.ROOT).replace('-', '_');
    }

    private static boolean isCredential(String option) {
        var name = normal(option);
        return CREDENTIALS.contains(name) || CREDENTIAL_ENDS.stream().anyMatch(name::endsWith);
    }
}
