package io.clavis.operator.identity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A user of the domain that bootstrap makes, who logs in by password.
 *
 * @param project a project of the same domain that the token is for; null for none
 */
public record Login(String user, String password, @Nullable String project) {
    /** The name of the domain that bootstrap makes, whatever its id is configured to be. */
    public static final String DOMAIN = "Default";

    /** The project that bootstrap makes for the administrator. */
    public static final String ADMIN_PROJECT = "admin";

    /** The same user without a project. */
    public Login unscoped() {
        return new Login(user, password, null);
    }

    ObjectNode body() {
        var body = JsonNodeFactory.instance.objectNode();
        var auth = body.putObject("auth");
        var identity = auth.putObject("identity");
        identity.putArray("methods").add("password");
        var named = identity.putObject("password").putObject("user");
        named.put("name", user).put("password", password);
        named.putObject("domain").put("name", DOMAIN);
        if (project != null) {
            var scope = auth.putObject("scope").putObject("project");
            scope.put("name", project);
            scope.putObject("domain").put("name", DOMAIN);
        }
        return body;
    }

    @Override
    public String toString() {
        return "Login[user=" + user + ", project=" + project + "]";
    }
}
