package io.clavis.auth;

import io.clavis.identity.User;
import io.clavis.resource.Project;

/** A user, and the enabled domain that the user belongs to. */
public record Account(User user, Project domain) {}
