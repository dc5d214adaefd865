package io.clavis.operator.step;

import io.clavis.operator.pipeline.Observer;
import io.clavis.operator.pipeline.Pipeline;
import java.security.SecureRandom;
import java.util.List;

/** The way of a Keystone, in its order. */
public final class KeystonePipeline {
    private KeystonePipeline() {}

    /**
     * All steps.
     *
     * @param operatorNamespace where the operator runs
     */
    public static Pipeline of(String operatorNamespace, SecureRandom random, Probe probe, Observer observer) {
        return new Pipeline(
                List.of(
                        List.of(new SecretsStep()),
                        List.of(new DatabaseTlsStep()),
                        List.of(new ConnectionStep()),
                        List.of(new ConfigurationStep()),
                        List.of(
                                new FernetKeysStep(random),
                                new CredentialKeysStep(random),
                                new NetworkPolicyStep(operatorNamespace)),
                        List.of(new DatabaseStep()),
                        List.of(new PolicyValidationStep()),
                        List.of(new DeploymentStep()),
                        List.of(new PruneStep()),
                        List.of(
                                new HttpRouteStep(),
                                new HealthStep(probe),
                                new AutoscalerStep(),
                                new BootstrapStep(),
                                new TrustFlushStep()),
                        List.of(new PasswordRotationStep())),
                new Settled(),
                observer);
    }
}
