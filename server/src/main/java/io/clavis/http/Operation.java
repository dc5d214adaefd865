package io.clavis.http;

import java.util.Optional;

/**
 * One operation of the API, as declared. Routing, HEAD, schema checks, policy, JSON home, OpenAPI and the coverage
 * report follow from it.
 *
 * @param path the template, for example {@code /v3/users/{user_id}}
 * @param success the status of a good answer
 * @param relation the JSON home relation, where it has one
 */
public record Operation(
        String method,
        String path,
        Access access,
        Optional<String> querySchema,
        Optional<String> bodySchema,
        int success,
        Optional<Relation> relation,
        Handler handler) {

    Operation withQuerySchema(String schema) {
        return new Operation(method, path, access, Optional.of(schema), bodySchema, success, relation, handler);
    }

    Operation withBodySchema(String schema) {
        return new Operation(method, path, access, querySchema, Optional.of(schema), success, relation, handler);
    }

    Operation withSuccess(int status) {
        return new Operation(method, path, access, querySchema, bodySchema, status, relation, handler);
    }

    Operation withRelation(Relation name) {
        return new Operation(method, path, access, querySchema, bodySchema, success, Optional.of(name), handler);
    }
}
