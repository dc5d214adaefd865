package io.clavis.saml;

import java.util.List;

/**
 * What an assertion says of the holder of a token, all by name.
 *
 * @param groups as text: {@code JSON:{"name": …, "domain": {"name": …}}}
 */
record Statement(
        String user,
        String userDomain,
        List<String> roles,
        String project,
        String projectDomain,
        List<String> groups) {}
