package io.clavis.mapping;

import java.util.List;
import java.util.Set;

/** What rules made of an assertion. Groups named more than once may stand there more than once. */
public record MappedIdentity(
        MappedUser user, Set<String> groupIds, List<MappedGroup> groups, List<MappedProject> projects) {
    public MappedIdentity {
        groupIds = Set.copyOf(groupIds);
        groups = List.copyOf(groups);
        projects = List.copyOf(projects);
    }
}
