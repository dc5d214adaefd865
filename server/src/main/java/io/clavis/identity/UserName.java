package io.clavis.identity;

/** What a user is called, and in which domain. */
public record UserName(String name, String domainId) {}
