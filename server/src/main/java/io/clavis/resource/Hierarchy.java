package io.clavis.resource;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Brings projects into the order of their tree, and draws the tree as nested ids. */
final class Hierarchy {
    private Hierarchy() {}

    /** The chain above a project, the nearest first; ends at the domain, or where the rows form a circle. */
    static List<Project> upwards(String id, List<Project> projects) {
        var byId = projects.stream().collect(Collectors.toMap(Project::id, Function.identity()));
        var seen = new HashSet<String>();
        var chain = new ArrayList<Project>();
        var current = byId.get(id);
        while (current != null && seen.add(current.id())) {
            current = current.parentId() == null ? null : byId.get(current.parentId());
            if (current != null && !seen.contains(current.id())) {
                chain.add(current);
            }
        }
        return chain;
    }

    /** All projects below one, level by level. */
    static List<Project> downwards(String id, List<Project> projects) {
        var children = byParent(projects);
        var seen = new HashSet<String>();
        seen.add(id);
        var below = new ArrayList<Project>();
        var open = new ArrayDeque<String>();
        open.add(id);
        while (!open.isEmpty()) {
            for (var child : children.getOrDefault(open.remove(), List.of())) {
                if (seen.add(child.id())) {
                    below.add(child);
                    open.add(child.id());
                }
            }
        }
        return below;
    }

    /** {@code {parent: {grandparent: null}}}; null for a domain. */
    static JsonNode parentsAsIds(List<Project> ancestors) {
        JsonNode ids = JsonNodeFactory.instance.nullNode();
        for (var ancestor : ancestors.reversed()) {
            var level = JsonNodeFactory.instance.objectNode();
            level.set(ancestor.id(), ids);
            ids = level;
        }
        return ids;
    }

    /** {@code {child: {grandchild: null}, child: null}}; null for a leaf. */
    static JsonNode subtreeAsIds(String id, List<Project> subtree) {
        return subtreeAsIds(id, byParent(subtree));
    }

    private static JsonNode subtreeAsIds(String id, Map<String, List<Project>> byParent) {
        var children = byParent.get(id);
        if (children == null) {
            return JsonNodeFactory.instance.nullNode();
        }
        var ids = JsonNodeFactory.instance.objectNode();
        children.forEach(child -> ids.set(child.id(), subtreeAsIds(child.id(), byParent)));
        return ids;
    }

    private static Map<String, List<Project>> byParent(List<Project> projects) {
        var byParent = new HashMap<String, List<Project>>();
        for (var project : projects) {
            @Nullable String parent = project.parentId();
            if (parent != null) {
                byParent.computeIfAbsent(parent, key -> new ArrayList<>()).add(project);
            }
        }
        return byParent;
    }
}
