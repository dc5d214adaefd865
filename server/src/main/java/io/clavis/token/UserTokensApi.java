package io.clavis.token;

import io.clavis.db.Database;
import io.clavis.http.Call;
import io.clavis.http.NotFound;
import io.clavis.http.Operations;
import io.clavis.http.Reply;
import io.clavis.identity.UserView;
import io.clavis.identity.Users;
import java.util.Map;

/** {@code DELETE /v3/users/{user_id}/tokens}: the way out for who cannot change a password here. */
public final class UserTokensApi {
    private final Database database;
    private final Users users;
    private final Revocations revocations;

    public UserTokensApi(Database database, Users users, Revocations revocations) {
        this.database = database;
        this.users = users;
        this.revocations = revocations;
    }

    /** Declares the operation. */
    public void declare(Operations api) {
        api.delete("/v3/users/{user_id}/tokens", "identity:revoke_tokens_for_user", this::revoke)
                .named("user_tokens");
    }

    // Who may not learns nothing of whether there is such a user.
    private Reply revoke(Call call) {
        var id = call.path("user_id");
        var user = users.find(id);
        call.enforce(user.<Map<String, ?>>map(UserView::target).orElse(Map.of()));
        if (user.isEmpty()) {
            throw NotFound.of("user", id);
        }
        database.write(call.origin(), tx -> {
            revocations.userChanged(tx, id);
            return true;
        });
        return Reply.noContent();
    }
}
