package io.clavis.operator.resource;

/** Another object of the same namespace, by its name. */
public record Reference(String name) {}
