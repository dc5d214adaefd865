package io.clavis.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One operation of the API, as declared. Routing, HEAD, schema checks, policy, JSON home, OpenAPI and the coverage
 * report follow from it.
 *
 * @param path the template, for example {@code /v3/users/{user_id}}
 * @param bodyAfterPolicy whether the body is only checked for somebody who may make the call
 * @param success the status of a good answer
 * @param relations its names in JSON home, if any
 * @param takesForm whether its body is a form instead of JSON
 */
public record Operation(
        String method,
        String path,
        Access access,
        Optional<String> querySchema,
        Optional<String> bodySchema,
        boolean bodyAfterPolicy,
        int success,
        List<Relation> relations,
        boolean takesForm,
        Handler handler) {

    Operation withQuerySchema(String schema) {
        return new Operation(
                method,
                path,
                access,
                Optional.of(schema),
                bodySchema,
                bodyAfterPolicy,
                success,
                relations,
                takesForm,
                handler);
    }

    Operation withBodySchema(String schema, boolean afterPolicy) {
        return new Operation(
                method,
                path,
                access,
                querySchema,
                Optional.of(schema),
                afterPolicy,
                success,
                relations,
                takesForm,
                handler);
    }

    Operation withForm() {
        return new Operation(
                method, path, access, querySchema, bodySchema, bodyAfterPolicy, success, relations, true, handler);
    }

    Operation withSuccess(int status) {
        return new Operation(
                method, path, access, querySchema, bodySchema, bodyAfterPolicy, status, relations, takesForm, handler);
    }

    Operation withRelation(Relation name) {
        var names = new ArrayList<>(relations);
        names.add(name);
        return new Operation(
                method,
                path,
                access,
                querySchema,
                bodySchema,
                bodyAfterPolicy,
                success,
                List.copyOf(names),
                takesForm,
                handler);
    }
}
