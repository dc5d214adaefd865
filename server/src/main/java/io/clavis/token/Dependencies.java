package io.clavis.token;

import io.clavis.token.Scope.DomainScope;
import io.clavis.token.Scope.ProjectScope;
import io.clavis.token.Scope.SystemScope;
import io.clavis.token.Scope.Unscoped;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * The ids of the users, domains, project and delegations that an answer was made from. It also depends on every role,
 * assignment and catalog entry; those are not told apart.
 */
record Dependencies(List<String> ids) {
    static Dependencies of(String... ids) {
        return new Dependencies(List.of(ids));
    }

    static Dependencies of(Token token) {
        var ids = new LinkedHashSet<String>();
        ids.add(token.user().id());
        ids.add(token.userDomain().id());
        switch (token.scope()) {
            case ProjectScope scope -> {
                ids.add(scope.project().id());
                ids.add(scope.domain().id());
            }
            case DomainScope scope -> ids.add(scope.domain().id());
            case SystemScope _, Unscoped _ -> {}
        }
        token.delegatedBy().ifPresent(by -> ids.addAll(by.dependsOn()));
        return new Dependencies(List.copyOf(ids));
    }
}
