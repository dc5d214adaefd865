package io.clavis.operator.resource;

import org.jspecify.annotations.Nullable;

/** What {@code keystone-manage bootstrap} makes. */
public record BootstrapSpec(
        String adminUser,
        SecretKeyReference adminPasswordSecretRef,
        String region,
        @Nullable String publicEndpoint) {
    public BootstrapSpec {
        adminUser = adminUser == null || adminUser.isEmpty() ? "admin" : adminUser;
        region = region == null || region.isEmpty() ? "RegionOne" : region;
    }
}
