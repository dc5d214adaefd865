package io.clavis.ec2token;

import io.clavis.ec2token.Ec2Tokens.SignatureCheck;
import io.clavis.http.BadRequest;
import io.clavis.http.Call;
import io.clavis.http.Json;
import io.clavis.http.Operations;
import io.clavis.http.Relation;
import io.clavis.http.Reply;
import io.clavis.http.Unauthorized;
import io.clavis.throttle.Subject;
import io.clavis.throttle.Throttle;
import io.clavis.token.Tokens;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /v3/ec2tokens} and {@code POST /v3/s3tokens}: services ask whose a signed request is. */
public final class Ec2TokenApi {
    private static final String ACCESS = "access";
    private final Ec2Tokens ec2Tokens;
    private final Tokens tokens;
    private final Throttle throttle;

    public Ec2TokenApi(Ec2Tokens ec2Tokens, Tokens tokens, Throttle throttle) {
        this.ec2Tokens = ec2Tokens;
        this.tokens = tokens;
        this.throttle = throttle;
    }

    /** Declares the operations. */
    public void declare(Operations api) {
        api.post("/v3/ec2tokens", "identity:ec2tokens_validate", this::ec2)
                .answering(200)
                .named(Relation.extension("OS-EC2", "1.0", "ec2tokens"));
        api.post("/v3/s3tokens", "identity:s3tokens_validate", this::s3)
                .answering(200)
                .named(Relation.extension("s3tokens", "1.0", "s3tokens"));
    }

    private Reply ec2(Call call) {
        call.enforce();
        var issued = issue(call, (secret, request) -> new Ec2Signature(secret).check(request));
        return shown(issued).with("X-Subject-Token", issued.text());
    }

    // Whoever speaks S3 gets to know whose the request is, and no token.
    private Reply s3(Call call) {
        call.enforce();
        return shown(issue(call, (secret, request) -> new S3Signature(secret).check(request)));
    }

    private Tokens.Issued issue(Call call, SignatureCheck signature) {
        if (!call.hasBody() || call.body().isEmpty()) {
            throw new BadRequest("request must include a request body");
        }
        var credentials = credentials(call.body());
        if (!credentials.has(ACCESS)) {
            throw new Unauthorized("EC2 Signature not supplied");
        }
        var access = credentials.path(ACCESS);
        if (!access.isString()) {
            throw BadRequest.missing(ACCESS, "credentials");
        }
        // The address is that of the service that asks for all of its clients.
        return throttle.guardSubject(
                Subject.accessKey(access.asString()),
                () -> ec2Tokens.issue(access.asString(), new SignedRequest(credentials), signature));
    }

    // Three names have come into use; upstream takes the first that holds something.
    private static ObjectNode credentials(ObjectNode body) {
        JsonNode found = Stream.of("credentials", "credential", "ec2Credentials")
                .map(body::path)
                .filter(value -> !value.isNull() && !(value.isContainer() && value.isEmpty()))
                .filter(value -> !value.isMissingNode())
                .findFirst()
                .orElseGet(Json::object);
        if (found instanceof ObjectNode object) {
            return object;
        }
        throw BadRequest.missing("credentials", "request body");
    }

    private Reply shown(Tokens.Issued issued) {
        return Reply.json(200, tokens.body(issued, true));
    }
}
