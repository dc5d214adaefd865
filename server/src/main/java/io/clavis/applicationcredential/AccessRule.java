package io.clavis.applicationcredential;

/**
 * One request that a narrowed application credential may make.
 *
 * @param service the type of the service, as the catalog has it
 * @param path the path, with {@code *}, {@code **} and <code>{name}</code> for what may vary
 */
public record AccessRule(String id, String service, String path, String method) {}
