package io.clavis.auth;

import io.clavis.http.Json;
import io.clavis.http.Reply;
import io.clavis.resource.Project;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Proof that a user has passed some methods, to be shown again with what is missing. The text is a secret.
 *
 * @param requiredMethods sets of methods, of which one must be passed as a whole
 */
record Receipt(
        String text,
        Account account,
        List<String> methods,
        List<List<String>> requiredMethods,
        Instant issuedAt,
        Instant expiresAt) {
    /** The header that carries a receipt, both ways. */
    static final String HEADER = "Openstack-Auth-Receipt";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT);

    /** 401 with the receipt. */
    Reply reply() {
        var receipt = Json.object();
        receipt.set("methods", Json.strings(methods));
        var user = receipt.putObject("user")
                .put("id", account.user().id())
                .put("name", account.user().name());
        Project domain = account.domain();
        user.putObject("domain").put("id", domain.id()).put("name", domain.name());
        receipt.put("expires_at", time(expiresAt)).put("issued_at", time(issuedAt));
        var body = Json.wrap("receipt", receipt);
        body.set(
                "required_auth_methods",
                Json.array(requiredMethods.stream().map(Json::strings).toList()));
        return Reply.json(401, body).with(HEADER, text);
    }

    private static String time(Instant time) {
        return TIME.format(time.atOffset(ZoneOffset.UTC));
    }

    @Override
    public String toString() {
        return "Receipt[" + account.user().id() + "]";
    }
}
