package io.clavis.manage;

import io.clavis.saml.IdentityProviderMetadata;
import io.clavis.saml.SamlFailure;
import io.clavis.saml.SamlSettings;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code saml_idp_metadata}: prints what service providers must know of this service as an identity provider. */
@Command(
        name = "saml_idp_metadata",
        mixinStandardHelpOptions = true,
        description = "Prints the metadata of this service as a SAML identity provider.")
final class SamlIdpMetadata implements Callable<Integer> {
    @ParentCommand
    private @Nullable KeystoneManage manage;

    @Override
    public Integer call() {
        var parent = Objects.requireNonNull(manage);
        try {
            parent.out().println(new IdentityProviderMetadata(SamlSettings.of(parent.configuration())).xml());
            return 0;
        } catch (SamlFailure lacking) {
            throw new CommandFailure(String.valueOf(lacking.getMessage()));
        }
    }
}
