package io.clavis.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where capabilities declare their operations, each once. Not thread-safe: filled at start, then read only. */
public final class Operations {
    private final Map<String, Operation> declared = new LinkedHashMap<>();

    /** Declares a GET; HEAD follows by itself. */
    public Declaration get(String path, String rule, Handler handler) {
        return declare("GET", path, Access.anyOf(rule), handler).answering(200);
    }

    /** Declares a GET with an access of its own. */
    public Declaration get(String path, Access access, Handler handler) {
        return declare("GET", path, access, handler).answering(200);
    }

    /** Declares a POST; it answers 201 unless said otherwise. */
    public Declaration post(String path, String rule, Handler handler) {
        return post(path, Access.anyOf(rule), handler);
    }

    /** Declares a POST with an access of its own. */
    public Declaration post(String path, Access access, Handler handler) {
        return declare("POST", path, access, handler).answering(201);
    }

    /** Declares a PUT; it answers 204 unless said otherwise. */
    public Declaration put(String path, String rule, Handler handler) {
        return declare("PUT", path, Access.anyOf(rule), handler).answering(204);
    }

    /** Declares a PUT with an access of its own. */
    public Declaration put(String path, Access access, Handler handler) {
        return declare("PUT", path, access, handler).answering(204);
    }

    /** Declares a PATCH; it answers 200. */
    public Declaration patch(String path, String rule, Handler handler) {
        return declare("PATCH", path, Access.anyOf(rule), handler).answering(200);
    }

    /** Declares a DELETE; it answers 204. */
    public Declaration delete(String path, String rule, Handler handler) {
        return declare("DELETE", path, Access.anyOf(rule), handler).answering(204);
    }

    /** Declares a PATCH with an access of its own. */
    public Declaration patch(String path, Access access, Handler handler) {
        return declare("PATCH", path, access, handler).answering(200);
    }

    /** Declares a DELETE with an access of its own. */
    public Declaration delete(String path, Access access, Handler handler) {
        return declare("DELETE", path, access, handler).answering(204);
    }

    /** All operations, in the order of their declaration. */
    public List<Operation> all() {
        return List.copyOf(declared.values());
    }

    private Declaration declare(String method, String path, Access access, Handler handler) {
        var declaration = new Declaration(new Operation(
                method, path, access, Optional.empty(), Optional.empty(), false, 200, List.of(), false, handler));
        if (declared.putIfAbsent(method + " " + path, declaration.operation) != null) {
            throw new IllegalStateException(method + " " + path + " is declared twice");
        }
        return declaration;
    }

    /** Refines an operation that was just declared. */
    public final class Declaration {
        private Operation operation;

        private Declaration(Operation operation) {
            this.operation = operation;
        }

        /** The body must pass the JSON schema of this name (a file in {@code schema/}). */
        public Declaration accepting(String schema) {
            return replace(operation.withBodySchema(schema, false));
        }

        /** As {@link #accepting}, but nobody who may not make the call learns what is wrong with its body. */
        public Declaration acceptingOnceAllowed(String schema) {
            return replace(operation.withBodySchema(schema, true));
        }

        /** The body is a form; what is no form has no fields. */
        public Declaration acceptingForm() {
            return replace(operation.withForm());
        }

        /** The query parameters must pass the JSON schema of this name. */
        public Declaration querying(String schema) {
            return replace(operation.withQuerySchema(schema));
        }

        /** The status of a good answer. */
        public Declaration answering(int status) {
            return replace(operation.withSuccess(status));
        }

        /** The resource's name in JSON home; one operation of each path carries it, or several where there are several. */
        public Declaration named(Relation relation) {
            return replace(operation.withRelation(relation));
        }

        /** The resource's name in JSON home, within the core API. */
        public Declaration named(String relation) {
            return named(Relation.core(relation));
        }

        private Declaration replace(Operation changed) {
            operation = changed;
            declared.put(changed.method() + " " + changed.path(), changed);
            return this;
        }
    }

    /** Every path template with its operations by method, in the order of declaration. */
    public Map<String, List<Operation>> byPath() {
        var paths = new LinkedHashMap<String, List<Operation>>();
        declared.values()
                .forEach(o ->
                        paths.computeIfAbsent(o.path(), p -> new ArrayList<>()).add(o));
        return paths;
    }
}
