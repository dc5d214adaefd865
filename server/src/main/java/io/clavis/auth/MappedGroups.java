package io.clavis.auth;

import io.clavis.http.Unauthorized;
import io.clavis.identity.Group;
import io.clavis.identity.Groups;
import io.clavis.mapping.MappedIdentity;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds the groups that a mapping names. One named by id must be there; of those named by name, some may not. */
final class MappedGroups {
    private final Groups groups;
    private final MappedDomains domains;

    MappedGroups(Groups groups, MappedDomains domains) {
        this.groups = groups;
        this.domains = domains;
    }

    List<String> idsOf(MappedIdentity identity) {
        var ids = new TreeSet<String>();
        var wanted = identity.groupIds();
        groups.findAll(wanted).forEach(group -> ids.add(group.id()));
        if (!ids.containsAll(wanted)) {
            throw new Unauthorized("a group that the mapping names by id does not exist");
        }
        var namesByDomain = new LinkedHashMap<String, Set<String>>();
        identity.groups()
                .forEach(group -> namesByDomain
                        .computeIfAbsent(domains.idOf(group.domain()), id -> new LinkedHashSet<>())
                        .add(group.name()));
        groups.findByNames(namesByDomain).stream().map(Group::id).forEach(ids::add);
        return List.copyOf(ids);
    }
}
