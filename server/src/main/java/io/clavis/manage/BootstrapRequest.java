package io.clavis.manage;

import java.util.Map;
import java.util.Optional;

/**
 * What {@code bootstrap} is to make sure of.
 *
 * @param urls the identity endpoints by interface
 * @param immutableRoles whether the roles that are made cannot be changed
 */
public record BootstrapRequest(
        String username,
        String password,
        String projectName,
        String roleName,
        String serviceName,
        Optional<String> regionId,
        Map<String, String> urls,
        boolean immutableRoles) {
    @Override
    public String toString() {
        return "BootstrapRequest[" + username + "]";
    }
}
