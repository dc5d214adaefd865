package io.clavis.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules of an identity backend that its schema cannot say. */
final class BackendRules implements Rules {
    /** What the operator writes into {@code [ldap]} itself, from fields of their own. */
    private static final Set<String> OWN = Set.of(
            "url",
            "user",
            "suffix",
            "user_tree_dn",
            "user_filter",
            "user_objectclass",
            "user_id_attribute",
            "user_name_attribute",
            "user_mail_attribute",
            "group_tree_dn",
            "group_filter",
            "group_objectclass",
            "group_id_attribute",
            "group_name_attribute",
            "group_member_attribute",
            "use_tls",
            "tls_cacertfile",
            "tls_cacertdir",
            "tls_req_cert",
            "use_pool",
            "pool_size");

    private final Neighbours neighbours;

    BackendRules(Neighbours neighbours) {
        this.neighbours = neighbours;
    }

    @Override
    public List<Finding> check(JsonNode resource, @Nullable JsonNode before) {
        var spec = Place.spec(resource);
        var findings = new ArrayList<Finding>();
        domain(resource, spec, findings);
        options(spec.at("extraOptions"), findings);
        clearText(spec.at("ldap"), findings);
        return List.copyOf(findings);
    }

    private void domain(JsonNode resource, Place spec, List<Finding> findings) {
        var metadata = resource.path("metadata");
        var domain = spec.at("domain", "name");
        var keystone = spec.at("keystoneRef", "name").text();
        neighbours
                .backendOf(metadata.path("namespace").asText(""), keystone, domain.text())
                .filter(other -> !other.equals(metadata.path("name").asText("")))
                .ifPresent(other -> findings.add(Finding.refused(
                        domain.path(),
                        "is the domain of the identity backend " + other + " already, expected one for each domain of "
                                + keystone)));
    }

    private static void options(Place options, List<Finding> findings) {
        findings.addAll(OptionRules.options(options));
        for (var option : options.members()) {
            if (OWN.contains(OptionRules.normal(option.name()))) {
                findings.add(Finding.refused(
                        option.place().path(), "is written by the operator, expected its own field of spec.ldap"));
            }
        }
    }

    private static void clearText(Place ldap, List<Finding> findings) {
        if (ldap.at("url").text().startsWith("ldap:") && !ldap.at("tls").given()) {
            findings.add(Finding.warned(
                    ldap.at("url").path(),
                    "sends passwords over a connection that anybody can read; ldaps or spec.ldap.tls is expected"));
        }
    }
}
