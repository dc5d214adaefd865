package io.clavis.resource;

import io.clavis.http.BadRequest;
import java.util.stream.Collectors;

/** {@code [resource] project_name_url_safe} and {@code domain_name_url_safe}. */
final class Names {
    private static final String RESERVED = ":/?#[]@!$&'()*+,;=";

    private Names() {}

    static void checkUrlSafe(String kind, String name) {
        var found = name.chars()
                .filter(c -> RESERVED.indexOf(c) >= 0)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        if (!found.isEmpty()) {
            throw new BadRequest(kind + " name cannot contain the following reserved characters: " + found);
        }
    }
}
