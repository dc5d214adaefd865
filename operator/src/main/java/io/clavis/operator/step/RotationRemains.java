package io.clavis.operator.step;

import io.clavis.operator.pipeline.Owned;
import io.clavis.operator.pipeline.World;
import io.clavis.operator.pipeline.Write;
import io.clavis.operator.resource.Keystone;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** What is left of a rotation that nobody wants any more. */
final class RotationRemains {
    private RotationRemains() {}

    /** The deletions of the CronJob, of its rights and of its staging Secret, as far as they are this Keystone's. */
    static List<Write.Delete> of(Keystone keystone, World world, ScheduledRotation rotation) {
        var name = rotation.rotation(keystone);
        return Stream.of(
                        RotationJob.there(keystone, world, rotation),
                        world.find(RoleBinding.class, name),
                        world.find(Role.class, name),
                        world.find(ServiceAccount.class, name),
                        world.find(Secret.class, rotation.staging(keystone)))
                .map(there -> there.map(HasMetadata.class::cast).stream().toList())
                .flatMap(Collection::stream)
                .filter(there -> Owned.by(keystone, there))
                .map(Write.Delete::new)
                .toList();
    }
}
