package io.clavis.operator.configuration;

import io.clavis.operator.resource.KeystoneSpec;
import java.util.Map;
import java.util.TreeMap;

/** All files of a Keystone, by their names. */
public final class RenderedConfiguration {
    private RenderedConfiguration() {}

    /**
     * The files.
     *
     * @param policy the text of the ConfigMap that {@code policyOverrides} names; empty where it names none
     * @throws InvalidSpecification where one of them cannot be made
     */
    public static Map<String, String> of(KeystoneSpec spec, String policy) {
        var files = new TreeMap<String, String>();
        files.put("keystone.conf", KeystoneConfiguration.render(spec));
        files.put("api-paste.ini", PastePipeline.render(spec.middleware()));
        files.put("logging.conf", LoggingConfiguration.render(spec.logging()));
        if (spec.policyOverrides() != null) {
            files.put(
                    PolicyDocument.FILE,
                    PolicyDocument.render(policy, spec.policyOverrides().rules()));
        }
        return files;
    }
}
