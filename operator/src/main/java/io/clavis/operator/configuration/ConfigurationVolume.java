package io.clavis.operator.configuration;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * How a Pod gets the files of {@link RenderedConfiguration}. Only {@code keystone.conf} stands in the directory where
 * oslo.config reads every {@code *.conf}; else {@code logging.conf} would be taken for options.
 */
public final class ConfigurationVolume {
    /** The volume's name. */
    public static final String NAME = "config";

    private static final String MAIN = "keystone.conf";

    private ConfigurationVolume() {}

    /** The volume. */
    public static Volume volume(ConfigMap files) {
        return new VolumeBuilder()
                .withName(NAME)
                .withNewConfigMap()
                .withName(files.getMetadata().getName())
                .withDefaultMode(0444)
                .endConfigMap()
                .build();
    }

    /** Each file at its place. */
    public static List<VolumeMount> mounts(ConfigMap files) {
        var mounts = new ArrayList<VolumeMount>();
        for (var file : files.getData().keySet().stream().sorted().toList()) {
            var directory = file.equals(MAIN) ? Paths.CONFIGURATION : Paths.HOME;
            mounts.add(new VolumeMountBuilder()
                    .withName(NAME)
                    .withMountPath(directory + "/" + file)
                    .withSubPath(file)
                    .withReadOnly(true)
                    .build());
        }
        return List.copyOf(mounts);
    }
}
