package io.clavis.operator.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants of a {@link KeystoneService}.
 *
 * @param serviceUser the user that the service works as
 * @param secret the name of a Secret with the user's password
 * @param passwordSelector the key of the password in it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KeystoneServiceSpec(
        Boolean enabled,
        String serviceType,
        String serviceName,
        @Nullable String serviceDescription,
        String serviceUser,
        String secret,
        String passwordSelector) {}
