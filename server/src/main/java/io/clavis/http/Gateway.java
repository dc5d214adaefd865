package io.clavis.http;

import io.clavis.db.DatabaseUnavailable;
import io.clavis.db.DuplicateEntry;
import io.clavis.db.ReferenceViolation;
import io.clavis.db.TransactionConflict;
import io.clavis.db.UnstorableValue;
import io.clavis.policy.Enforcer;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The way of every request, from the route table to the reply. Knows no HTTP library and no capability. Thread-safe.
 */
public final class Gateway {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final Pattern SLASHES = Pattern.compile("/{2,}");
    private final Routes routes;
    private final Schemas schemas = new Schemas();
    private final Authentication authentication;
    private final Enforcer enforcer;
    private final Settings settings;

    /**
     * What the operator decides about answers.
     *
     * @param publicEndpoint {@code [DEFAULT] public_endpoint}: the base of all links
     * @param insecureDebug {@code [DEFAULT] insecure_debug}: refusals tell their reason
     */
    public record Settings(Optional<String> publicEndpoint, boolean insecureDebug) {}

    public Gateway(Operations operations, Authentication authentication, Enforcer enforcer, Settings settings) {
        this.routes = new Routes(operations.all());
        this.authentication = authentication;
        this.enforcer = enforcer;
        this.settings = settings;
    }

    /** Answers a request. Never throws: what goes wrong becomes an answer in Keystone's shape. */
    public Reply answer(Request request) {
        try {
            // No name has it, and PostgreSQL cannot even be asked for one.
            if (request.path().indexOf('\0') >= 0) {
                return ErrorReply.noSuchPath();
            }
            return routes.find(request.path())
                    .map(match -> answer(request, match))
                    .orElseGet(() -> elsewhere(request));
        } catch (Failure failure) {
            LOG.debug("{} {}: {} {}", request.method(), request.path(), failure.status(), failure.debugText());
            return refusal(request, failure);
        } catch (UnstorableValue unstorable) {
            LOG.debug("{} {}: {}", request.method(), request.path(), unstorable.getMessage());
            return refusal(request, new BadRequest("The request holds a value that cannot be stored."));
        } catch (DuplicateEntry | ReferenceViolation raced) {
            LOG.debug("{} {}: {}", request.method(), request.path(), raced.getMessage());
            return refusal(request, new Conflict("Another request changed what this one depends on. Try again."));
        } catch (DatabaseUnavailable | TransactionConflict passing) {
            LOG.warn("{} {}: {}", request.method(), request.path(), passing.getMessage());
            return refusal(request, new Unavailable("The database cannot answer just now. Try again later.", passing));
        } catch (OutOfMemoryError tooMuch) {
            LOG.error("{} {} needs more memory than there is", request.method(), request.path(), tooMuch);
            return refusal(request, new Unavailable("The answer is too large just now. Ask for less, or in pages."));
        } catch (RuntimeException defect) {
            LOG.error("{} {} failed", request.method(), request.path(), defect);
            return ErrorReply.unexpected();
        }
    }

    private Reply answer(Request request, Routes.Match match) {
        var method = request.method().equals("HEAD") ? "GET" : request.method();
        var operation = match.operations().get(method);
        if (operation == null) {
            return method.equals("OPTIONS")
                    ? ErrorReply.options(allowed(match))
                    : ErrorReply.wrongMethod(allowed(match));
        }
        var caller = caller(request, operation);
        // To upstream's schemas no body is an empty document.
        var body = operation.takesForm()
                ? Optional.<ObjectNode>empty()
                : body(request).or(() -> operation.bodySchema().map(name -> Json.object()));
        operation.querySchema().ifPresent(name -> schemas.check(name, queryDocument(request.query())));
        Runnable bodyCheck = () -> operation.bodySchema().ifPresent(name -> schemas.check(name, body.orElseThrow()));
        if (!operation.bodyAfterPolicy()) {
            bodyCheck.run();
        }
        var call = new Call(
                request,
                operation,
                match.variables(),
                caller,
                token -> caller(token, request),
                body,
                operation.bodyAfterPolicy() ? bodyCheck : () -> {},
                enforcer,
                publicBase(request));
        var reply = operation.handler().handle(call);
        if (!call.isEnforced()) {
            throw new IllegalStateException(operation.method() + " " + operation.path() + " enforced no policy rule");
        }
        return reply;
    }

    // A token comes before a certificate, even one that is not good: who sends one does not ask for the other.
    private Optional<Caller> caller(Request request, Operation operation) {
        var token = request.header().apply("X-Auth-Token").filter(text -> !text.isEmpty());
        if (token.isEmpty()) {
            return operation.access().open() ? Optional.empty() : authentication.callerWithoutToken(request);
        }
        return caller(token.get(), request);
    }

    private Optional<Caller> caller(String token, Request request) {
        var caller =
                authentication.caller(token).filter(known -> NarrowedCaller.mayAsk(known, request, authentication));
        if (caller.filter(Delegation::isByEc2Credential).isPresent()) {
            throw Forbidden.hidden("EC2 credential tokens cannot be used for authorization.");
        }
        return caller;
    }

    // Slashes too many are forgiven where fewer lead somewhere. The client is sent there rather than served here:
    // access rules and links go by the path.
    private Reply elsewhere(Request request) {
        var merged = SLASHES.matcher(request.path()).replaceAll("/");
        if (merged.equals(request.path()) || routes.find(merged).isEmpty()) {
            return ErrorReply.noSuchPath();
        }
        try {
            var path = new URI(null, null, merged, null).getRawPath();
            return ErrorReply.moved(
                    publicBase(request) + path + (request.rawQuery().isEmpty() ? "" : "?" + request.rawQuery()));
        } catch (URISyntaxException notAPath) {
            return ErrorReply.noSuchPath();
        }
    }

    private Reply refusal(Request request, Failure failure) {
        return ErrorReply.of(failure, settings.insecureDebug(), publicBase(request));
    }

    private String publicBase(Request request) {
        return settings.publicEndpoint().orElse(request.base());
    }

    private static Optional<ObjectNode> body(Request request) {
        if (request.body().length == 0) {
            return Optional.empty();
        }
        var type = request.header().apply("Content-Type").orElse("");
        if (!type.isEmpty() && !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw BadRequest.missing("application/json", "Content-Type header");
        }
        if (Json.parse(request.body()).orElse(null) instanceof ObjectNode object) {
            return Optional.of(object);
        }
        throw BadRequest.missing("valid JSON", "request body");
    }

    private static JsonNode queryDocument(Map<String, List<String>> query) {
        var document = Json.object();
        query.forEach((name, values) -> document.put(name, values.getFirst()));
        return document;
    }

    private static String allowed(Routes.Match match) {
        var methods = new LinkedHashSet<>(match.operations().keySet());
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        methods.add("OPTIONS");
        return String.join(", ", methods);
    }
}
