package io.clavis.mapping;

/** A group by its name. */
public record MappedGroup(String name, DomainReference domain) {}
