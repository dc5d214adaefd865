package io.clavis.http;

import io.clavis.db.Origin;
import io.clavis.policy.Decision;
import io.clavis.policy.Enforcer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One request on its way through a handler. Confined to the thread that serves the request. */
public final class Call {
    private final Request request;
    private final Operation operation;
    private final Map<String, String> variables;
    private final Function<String, Optional<Caller>> callers;
    private final Optional<ObjectNode> body;
    private final Runnable onceAllowed;
    private final Enforcer enforcer;
    private final String publicBase;
    private Optional<Caller> caller;
    private boolean enforced;

    Call(
            Request request,
            Operation operation,
            Map<String, String> variables,
            Optional<Caller> caller,
            Function<String, Optional<Caller>> callers,
            Optional<ObjectNode> body,
            Runnable onceAllowed,
            Enforcer enforcer,
            String publicBase) {
        this.request = request;
        this.operation = operation;
        this.variables = variables;
        this.caller = caller;
        this.callers = callers;
        this.body = body;
        this.onceAllowed = onceAllowed;
        this.enforcer = enforcer;
        this.publicBase = publicBase;
    }

    /** A variable of the path template. */
    public String path(String name) {
        var value = variables.get(name);
        if (value == null) {
            throw new IllegalArgumentException(operation.path() + " has no variable " + name);
        }
        return value;
    }

    /** The first value of a query parameter. */
    public Optional<String> query(String name) {
        var values = request.query().get(name);
        return values == null ? Optional.empty() : Optional.of(values.getFirst());
    }

    /** All query parameters, in the order sent. */
    public Map<String, List<String>> queries() {
        return request.query();
    }

    /** A flag in the query as upstream reads it: absent or {@code 0} is false, all else (also empty) true. */
    public boolean flag(String name) {
        return query(name).filter(value -> !value.equals("0")).isPresent();
    }

    /** Whether only the head of the answer is asked for; a few rules tell that from a GET. */
    public boolean isHead() {
        return request.method().equals("HEAD");
    }

    /** A request header. */
    public Optional<String> header(String name) {
        return request.header().apply(name);
    }

    /** The request as it came, for what the connection tells beside it. */
    public Request request() {
        return request;
    }

    /** The member of the body's envelope, for example {@code user}; 400 where it is missing. */
    public ObjectNode body(String envelope) {
        if (body().get(envelope) instanceof ObjectNode content) {
            return content;
        }
        throw BadRequest.missing(envelope, "request body");
    }

    /** The body; 400 where there is none. */
    public ObjectNode body() {
        return body.orElseThrow(() -> BadRequest.missing("a JSON object", "request body"));
    }

    /** The fields of a body that is a form. */
    public Form form() {
        return Form.of(request);
    }

    /** Whether there is a body. */
    public boolean hasBody() {
        return body.isPresent();
    }

    /** Who calls; 401 where nobody known does. */
    public Caller caller() {
        return caller.orElseThrow(() -> new Unauthorized("no valid token in X-Auth-Token"));
    }

    /** This call, once it is certain that somebody known makes it; 401 otherwise. For what is looked up before a rule is asked. */
    public Call known() {
        caller();
        return this;
    }

    /**
     * Takes the bearer of a token that came by another way than {@code X-Auth-Token} for who calls; false where it is
     * not valid.
     */
    public boolean identify(String token) {
        caller = callers.apply(token);
        return caller.isPresent();
    }

    /** Who calls, if anybody known does. */
    public Optional<Caller> knownCaller() {
        return caller;
    }

    /** Who is answerable for the changes that this call makes. */
    public Origin origin() {
        return new Origin(caller.flatMap(Caller::userId).orElse(null), request.requestId());
    }

    /** The links of this request and of what it shows. */
    public Links links() {
        return new Links(publicBase, request);
    }

    /** Enforces the operation's only rule without a target of its own. */
    public void enforce() {
        enforce(Map.of());
    }

    /** Enforces the operation's only rule; what {@code target} holds stands under {@code target.} in the rule. */
    public void enforce(Map<String, ?> target) {
        if (operation.access().rules().size() != 1) {
            throw new IllegalStateException(operation.path() + " must say which of its rules it enforces");
        }
        enforce(operation.access().rules().getFirst(), target);
    }

    /** Enforces one of the operation's rules: 401 for nobody, 403 for somebody who may not. */
    public void enforce(String rule, Map<String, ?> target) {
        if (!operation.access().rules().contains(rule)) {
            throw new IllegalStateException(operation.path() + " does not declare " + rule);
        }
        enforced = true;
        if (!allows(rule, target)) {
            throw Forbidden.action(rule);
        }
        onceAllowed.run();
    }

    /** Enforces the operation's only rule where the database knows better than the path what one of its variables is. */
    public void enforceWith(String variable, String value) {
        var rule = operation.access().rules().getFirst();
        var attributes = attributes(Map.of());
        attributes.put(variable, value);
        enforced = true;
        if (!decide(rule, attributes)) {
            throw Forbidden.action(rule);
        }
        onceAllowed.run();
    }

    /** Whether a rule holds for the caller, without any consequence: for lists that show only what may be seen. */
    public boolean allows(String rule, Map<String, ?> target) {
        return decide(rule, attributes(target));
    }

    // Nobody asks a rule about the bearer of the admin token.
    private boolean decide(String rule, Map<String, ?> attributes) {
        return caller().isAdmin() || enforcer.decide(rule, caller().credentials(), attributes) == Decision.ALLOWED;
    }

    /** Whether the operator lets everybody pass a rule, as {@code "@"} or an empty rule does. */
    public boolean isOpenToAll(String rule) {
        return enforcer.isOpenToAll(rule);
    }

    boolean isEnforced() {
        return enforced || operation.access().open();
    }

    // Where a rule finds what: see the reference for upstream's enforcer since its 2026 hardening. What the request
    // itself says can never stand where the database's facts stand.
    private Map<String, @Nullable Object> attributes(Map<String, ?> target) {
        var attributes = new HashMap<String, @Nullable Object>(variables);
        if (!target.isEmpty()) {
            attributes.put("target", target);
        }
        body.ifPresent(content -> attributes.put("request_body", PlainJson.map(content)));
        if (!request.query().isEmpty()) {
            var filters = new HashMap<String, Object>();
            request.query().forEach((name, values) -> filters.put(name, values.getFirst()));
            attributes.put("filter_attr", filters);
        }
        return attributes;
    }
}
