package io.clavis.federation;

import io.clavis.http.Relation;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The names of this extension's resources in JSON home; their variables are named within the extension too. */
public final class FederationRelation {
    private static final String EXTENSION =
            "https://docs.openstack.org/api/openstack-identity/3/ext/OS-FEDERATION/1.0/";

    private FederationRelation() {}

    /** The relation of that name; {@code variables} are those of the path. */
    public static Relation of(String name, String... variables) {
        return new Relation(
                EXTENSION + "rel/" + name,
                Arrays.stream(variables)
                        .collect(Collectors.toMap(Function.identity(), variable -> EXTENSION + "param/" + variable)));
    }
}
