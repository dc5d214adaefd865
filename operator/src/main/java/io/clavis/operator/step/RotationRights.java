package io.clavis.operator.step;

import io.clavis.operator.pipeline.Owned;
import io.clavis.operator.resource.Keystone;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import java.util.List;

/** What a rotation may do: read what is in use, and write nothing but the staging Secret. */
final class RotationRights {
    private RotationRights() {}

    static List<HasMetadata> of(Keystone keystone, ScheduledRotation kind) {
        var name = kind.rotation(keystone);
        return List.of(
                new ServiceAccountBuilder()
                        .withMetadata(Owned.meta(keystone, name))
                        .build(),
                new RoleBuilder()
                        .withMetadata(Owned.meta(keystone, name))
                        .withRules(secret(kind.secret(keystone), "get"), secret(kind.staging(keystone), "get", "patch"))
                        .build(),
                new RoleBindingBuilder()
                        .withMetadata(Owned.meta(keystone, name))
                        .withNewRoleRef("rbac.authorization.k8s.io", "Role", name)
                        .addNewSubject(
                                null,
                                "ServiceAccount",
                                name,
                                keystone.getMetadata().getNamespace())
                        .build());
    }

    private static PolicyRule secret(String name, String... verbs) {
        return new PolicyRuleBuilder()
                .withApiGroups("")
                .withResources("secrets")
                .withResourceNames(name)
                .withVerbs(verbs)
                .build();
    }
}
