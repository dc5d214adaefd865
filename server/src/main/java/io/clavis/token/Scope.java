package io.clavis.token;

import io.clavis.resource.Project;

/** What a token is good for. */
public sealed interface Scope {
    /** One project, and the domain that owns it. */
    record ProjectScope(Project project, Project domain) implements Scope {}

    /** One domain. */
    record DomainScope(Project domain) implements Scope {}

    /** The deployment as a whole. */
    record SystemScope() implements Scope {}

    /** Nothing yet: good for asking for another token. */
    record Unscoped() implements Scope {}
}
