package io.clavis.http;

import java.util.Map;

/**
 * The name of a resource in the JSON home document (draft-nottingham-json-home).
 *
 * @param uri the link relation
 * @param variables for each variable of the path template, the URI that names it
 * @param isExperimental whether the resource may still change
 */
public record Relation(String uri, Map<String, String> variables, boolean isExperimental) {
    private static final String BASE = "https://docs.openstack.org/api/openstack-identity/3/";

    /** A resource that stays as it is. */
    public Relation(String uri, Map<String, String> variables) {
        this(uri, variables, false);
    }

    /** A resource of the core API that may still change. */
    public static Relation experimental(String name) {
        return new Relation(core(name).uri(), Map.of(), true);
    }

    /** A resource of the core API. */
    public static Relation core(String name) {
        return new Relation(BASE + "rel/" + name, Map.of());
    }

    /** A resource of an extension, for example {@code OS-INHERIT} 1.0. */
    public static Relation extension(String extension, String version, String name) {
        return new Relation(BASE + "ext/" + extension + "/" + version + "/rel/" + name, Map.of());
    }

    static String parameter(String name) {
        return BASE + "param/" + name;
    }
}
