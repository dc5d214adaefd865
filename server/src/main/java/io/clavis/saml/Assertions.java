package io.clavis.saml;

import io.clavis.assignment.Role;
import io.clavis.federation.ServiceProvider;
import io.clavis.federation.ServiceProviders;
import io.clavis.http.Forbidden;
import io.clavis.http.Json;
import io.clavis.identity.Group;
import io.clavis.identity.Groups;
import io.clavis.resource.Project;
import io.clavis.resource.Projects;
import io.clavis.token.Scope.ProjectScope;
import io.clavis.token.Token;
import io.clavis.token.Tokens;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.w3c.dom.Node;
import tools.jackson.databind.node.StringNode;

/** Who gets an assertion for which service provider, and what it says. Thread-safe. */
public final class Assertions {
    private final Tokens tokens;
    private final ServiceProviders serviceProviders;
    private final Groups groups;
    private final Projects projects;
    private final SamlSettings settings;
    private final InstantSource clock;

    public Assertions(
            Tokens tokens,
            ServiceProviders serviceProviders,
            Groups groups,
            Projects projects,
            SamlSettings settings,
            InstantSource clock) {
        this.tokens = tokens;
        this.serviceProviders = serviceProviders;
        this.groups = groups;
        this.projects = projects;
        this.settings = settings;
        this.clock = clock;
    }

    /** A text of XML and whom it is for. */
    record Written(String xml, ServiceProvider recipient) {}

    /** A response alone. */
    Written response(String tokenText, String serviceProviderId) {
        return write(tokenText, serviceProviderId, false);
    }

    /** A response in its envelope. */
    Written envelope(String tokenText, String serviceProviderId) {
        return write(tokenText, serviceProviderId, true);
    }

    private Written write(String tokenText, String serviceProviderId, boolean enveloped) {
        var recipient = serviceProviders.require(serviceProviderId);
        if (!recipient.enabled()) {
            throw Forbidden.hidden("Service Provider " + recipient.id() + " is disabled");
        }
        var statement = statement(tokenText);
        var document = Xml.document();
        Node parent = enveloped ? EcpEnvelope.write(document, recipient.relayStatePrefix()) : document;
        new AssertionWriter(settings, clock.instant()).write(parent, recipient.spUrl(), statement);
        return new Written(Xml.text(document), recipient);
    }

    // Whoever takes an assertion knows nothing of access rules: a token that they narrow is not vouched for.
    private Statement statement(String tokenText) {
        var token = tokens.validate(tokenText, Duration.ZERO)
                .forServiceThatKeeps(Optional.empty())
                .token();
        if (!(token.scope() instanceof ProjectScope(Project project, Project domain))) {
            throw Forbidden.action("Use a project scoped token when attempting to create a SAML assertion");
        }
        return new Statement(
                token.user().name(),
                token.userDomain().name(),
                token.roles().stream().map(Role::name).toList(),
                project.name(),
                domain.name(),
                groups(token));
    }

    private List<String> groups(Token token) {
        var found = groups.findAll(groups.groupIdsOf(token.user().id()));
        var domains = projects
                .findAll(found.stream().map(Group::domainId).distinct().toList())
                .stream()
                .collect(Collectors.toMap(Project::id, Function.identity()));
        return found.stream()
                .flatMap(group ->
                        Optional.ofNullable(domains.get(group.domainId())).map(domain -> text(group, domain)).stream())
                .toList();
    }

    // With Python's spaces: mappings may compare it as a text.
    private static String text(Group group, Project domain) {
        return "JSON:{\"name\": " + quoted(group.name()) + ", \"domain\": {\"name\": " + quoted(domain.name()) + "}}";
    }

    private static String quoted(String text) {
        return new String(Json.bytes(StringNode.valueOf(text)), StandardCharsets.UTF_8);
    }
}
