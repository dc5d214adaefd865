package io.clavis.operator.resource;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants of a {@link Keystone}.
 *
 * @param replicas another place for {@code deployment.replicas}, as the founding document has it
 * @param server how Clavis serves
 * @param uwsgi how uwsgi serves, for the Python image
 * @param extraConfig options by section; they win over all others
 */
public record KeystoneSpec(
        @Nullable Integer replicas,
        DeploymentSpec deployment,
        Image image,
        DatabaseSpec database,
        CacheSpec cache,
        FernetSpec fernet,
        CredentialKeysSpec credentialKeys,
        PasswordRotationSpec passwordRotation,
        TrustFlushSpec trustFlush,
        BootstrapSpec bootstrap,
        List<MiddlewareSpec> middleware,
        List<PluginSpec> plugins,
        @Nullable PolicyOverrides policyOverrides,
        @Nullable FederationSpec federation,
        SecretStoreRef secretStoreRef,
        @Nullable AutoscalingSpec autoscaling,
        @Nullable NetworkPolicySpec networkPolicy,
        @Nullable GatewaySpec gateway,
        ServerSpec server,
        @Nullable UwsgiSpec uwsgi,
        LoggingSpec logging,
        Map<String, Map<String, String>> extraConfig) {
    public KeystoneSpec {
        deployment = (deployment == null ? DeploymentSpec.DEFAULT : deployment).orReplicas(replicas);
        fernet = fernet == null ? FernetSpec.DEFAULT : fernet;
        credentialKeys = credentialKeys == null ? CredentialKeysSpec.DEFAULT : credentialKeys;
        passwordRotation = passwordRotation == null ? PasswordRotationSpec.DEFAULT : passwordRotation;
        trustFlush = trustFlush == null ? TrustFlushSpec.DEFAULT : trustFlush;
        middleware = middleware == null ? List.of() : List.copyOf(middleware);
        plugins = plugins == null ? List.of() : List.copyOf(plugins);
        secretStoreRef = secretStoreRef == null ? SecretStoreRef.DEFAULT : secretStoreRef;
        server = server == null ? ServerSpec.DEFAULT : server;
        logging = logging == null ? LoggingSpec.DEFAULT : logging;
        extraConfig = extraConfig == null ? Map.of() : Map.copyOf(extraConfig);
    }
}
