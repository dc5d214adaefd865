package io.clavis.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The route table: a tree of path segments, a literal segment before a variable one. Immutable once built. */
final class Routes {
    private final Node root = new Node();

    Routes(List<Operation> operations) {
        operations.forEach(this::add);
    }

    /**
     * Where a path leads.
     *
     * @param operations by method
     * @param variables the path's variables by name
     */
    record Match(Map<String, Operation> operations, Map<String, String> variables) {}

    Optional<Match> find(String path) {
        var segments = segments(path);
        var values = new ArrayList<String>();
        var node = find(root, segments, 0, values);
        if (node == null) {
            return Optional.empty();
        }
        var names = node.variables;
        if (names.isEmpty()) {
            return Optional.of(new Match(node.operations, Map.of()));
        }
        var variables = new HashMap<String, String>();
        for (int i = 0; i < names.size(); i++) {
            variables.put(names.get(i), values.get(i));
        }
        return Optional.of(new Match(node.operations, variables));
    }

    private static @Nullable Node find(Node node, List<String> segments, int depth, List<String> values) {
        if (depth == segments.size()) {
            return node.operations.isEmpty() ? null : node;
        }
        var segment = segments.get(depth);
        var literal = node.literals.get(segment);
        if (literal != null) {
            var found = find(literal, segments, depth + 1, values);
            if (found != null) {
                return found;
            }
        }
        if (node.variable == null || segment.isEmpty()) {
            return null;
        }
        values.add(segment);
        var found = find(node.variable, segments, depth + 1, values);
        if (found == null) {
            values.removeLast();
        }
        return found;
    }

    private void add(Operation operation) {
        var node = root;
        var variables = new ArrayList<String>();
        for (var segment : segments(operation.path())) {
            if (segment.startsWith("{")) {
                variables.add(segment.substring(1, segment.length() - 1));
                node.variable = node.variable == null ? new Node() : node.variable;
                node = node.variable;
            } else {
                node = node.literals.computeIfAbsent(segment, s -> new Node());
            }
        }
        if (!node.operations.isEmpty() && !node.variables.equals(variables)) {
            throw new IllegalStateException(operation.path() + " names its variables in another way than its twin");
        }
        node.variables = List.copyOf(variables);
        node.operations.put(operation.method(), operation);
    }

    // A trailing slash counts for nothing, as upstream's URL normaliser has it.
    private static List<String> segments(String path) {
        var segments = new ArrayList<String>();
        int start = 1;
        while (start <= path.length() - 1) {
            int end = path.indexOf('/', start);
            end = end < 0 ? path.length() : end;
            segments.add(path.substring(start, end));
            start = end + 1;
        }
        return segments;
    }

    private static final class Node {
        final Map<String, Node> literals = new HashMap<>();
        final Map<String, Operation> operations = new LinkedHashMap<>();
        List<String> variables = List.of();

        @Nullable
        Node variable;
    }
}
