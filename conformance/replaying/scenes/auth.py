"""Logging in, tokens about tokens, what a caller may scope to, and what is open to everybody."""

import copy

from replaying.cast import PASSWORD
from replaying.stage import ADMIN, FEW

TOKENS = "/v3/auth/tokens"


def auth(s):
    logins(s)
    subjects(s)
    for word in ("projects", "domains", "system", "catalog"):
        s.operation(f"GET /v3/auth/{word}", sides=("own",), case="mine", queries=("name=", "limit=x"))
    s.operation("GET /v3/auth/tokens/OS-PKI/revoked", sides=("own",), case="gone", queries=("audit_id_only", "x=1"))


def logins(s):
    post = "POST " + TOKENS

    def attempt(name, identity=None, scope=None, bad=True, query="", **more):
        body = {"auth": {"identity": identity}}
        if scope is not None:
            body["auth"]["scope"] = scope
        s.call("anonymous", post, name, TOKENS + query, body, bad=bad, **more)

    known = s.cast.by_password("owner")
    own, foreign, domain = s.project("own"), s.project("foreign"), s.domain("own")
    attempt("password by id", known, bad=False)
    attempt("password, no catalog", known, {"project": {"id": own}}, query="?nocatalog", bad=False)
    names = {"name": f"{s.cast.tag}-owner", "password": PASSWORD}
    by_name = lambda **more: {"methods": ["password"], "password": {"user": {**names, **more}}}
    attempt("password by name and domain id", by_name(domain={"id": domain}), bad=False)
    attempt("password by name and domain name", by_name(domain={"name": f"{s.cast.tag}-own"}), bad=False)
    for name, user in (
        ("no domain", {}),
        ("domain = {}", {"domain": {}}),
        ("unknown domain", {"domain": {"id": "0" * 32}}),
        ("unknown domain name", {"domain": {"name": "nosuch"}}),
        ("other domain", {"domain": {"id": s.domain("foreign")}}),
        ("domain = x", {"domain": "x"}),
        ("domain.id = 7", {"domain": {"id": 7}}),
        ("password = 7", {"password": 7, "domain": {"id": domain}}),
        ("password = null", {"password": None, "domain": {"id": domain}}),
        ("wrong password", {"password": "x", "domain": {"id": domain}}),
        ("unknown name", {"name": "nosuch", "domain": {"id": domain}}),
        ("name = 7", {"name": 7, "domain": {"id": domain}}),
        ("stranger", {"stranger": 1, "domain": {"id": domain}}),
        ("both ids", {"id": s.user("own"), "domain": {"id": s.domain("foreign")}}),
    ):
        attempt(f"password: {name}", by_name(**user))
    for name, identity in (
        ("null", None),
        ("{}", {}),
        ("x", "x"),
        ("[]", []),
        ("methods only", {"methods": ["password"]}),
        ("no methods", {"password": known["password"]}),
        ("methods = []", {"methods": [], "password": known["password"]}),
        ("methods = x", {"methods": "password", "password": known["password"]}),
        ("methods = [7]", {"methods": [7]}),
        ("unknown method", {"methods": ["nosuch"], "nosuch": {}}),
        ("method twice", {"methods": ["password", "password"], "password": known["password"]}),
        ("password = null", {"methods": ["password"], "password": None}),
        ("password = {}", {"methods": ["password"], "password": {}}),
        ("user = {}", {"methods": ["password"], "password": {"user": {}}}),
        ("user = x", {"methods": ["password"], "password": {"user": "x"}}),
        ("no password", {"methods": ["password"], "password": {"user": {"id": s.user("own")}}}),
        ("unknown id", {"methods": ["password"], "password": {"user": {"id": "0" * 32, "password": "x"}}}),
        ("token = {}", {"methods": ["token"], "token": {}}),
        ("token = null", {"methods": ["token"], "token": None}),
        ("no token", {"methods": ["token"]}),
        ("bad token", {"methods": ["token"], "token": {"id": "x"}}),
        ("token.id = 7", {"methods": ["token"], "token": {"id": 7}}),
        ("external", {"methods": ["external"], "external": {}}),
        ("totp without passcode", {"methods": ["totp"], "totp": {"user": {"id": s.user("own")}}}),
        ("totp wrong", {"methods": ["totp"], "totp": {"user": {"id": s.user("own"), "passcode": "000000"}}}),
        ("mapped", {"methods": ["mapped"], "mapped": {"identity_provider": "x", "protocol": "y"}}),
        ("mapped empty", {"methods": ["mapped"], "mapped": {}}),
        ("oauth1", {"methods": ["oauth1"], "oauth1": {}}),
        ("application_credential empty", {"methods": ["application_credential"], "application_credential": {}}),
    ):
        attempt(f"identity: {name}", identity)
    for name, body in (
        ("nothing", None),
        ("{}", {}),
        ("no JSON", "{"),
        ("a list", "[]"),
        ("auth = null", {"auth": None}),
        ("auth = {}", {"auth": {}}),
        ("auth = x", {"auth": "x"}),
        ("auth = []", {"auth": []}),
        ("stranger", {"auth": {"identity": known}, "stranger": 1}),
        ("stranger in auth", {"auth": {"identity": known, "stranger": 1}}),
    ):
        s.call("anonymous", post, f"body is {name}", TOKENS, body, bad=True)
    s.call("anonymous", post, "body is text", TOKENS, "auth", headers={"Content-Type": "text/plain"}, bad=True)
    s.call(
        "anonymous",
        post,
        "body has no type",
        TOKENS,
        {"auth": {"identity": known}},
        headers={"Content-Type": ""},
        bad=True,
    )
    scopes = (
        ("project by id", {"project": {"id": own}}),
        ("project by name", {"project": {"name": f"{s.cast.tag}-own", "domain": {"id": domain}}}),
        ("project by names", {"project": {"name": f"{s.cast.tag}-own", "domain": {"name": f"{s.cast.tag}-own"}}}),
        ("unscoped", {"unscoped": {}}),
        ("word unscoped", "unscoped"),
        ("foreign project", {"project": {"id": foreign}}),
        ("unknown project", {"project": {"id": "0" * 32}}),
        ("project by name only", {"project": {"name": f"{s.cast.tag}-own"}}),
        ("project = {}", {"project": {}}),
        ("project = x", {"project": "x"}),
        ("project = null", {"project": None}),
        ("domain", {"domain": {"id": domain}}),
        ("domain = {}", {"domain": {}}),
        ("unknown domain", {"domain": {"id": "0" * 32}}),
        ("domain name", {"domain": {"name": f"{s.cast.tag}-own"}}),
        ("system", {"system": {"all": True}}),
        ("system = {}", {"system": {}}),
        ("system false", {"system": {"all": False}}),
        ("two", {"project": {"id": own}, "domain": {"id": domain}}),
        ("{}", {}),
        ("x", "x"),
        ("[]", []),
        ("7", 7),
        ("stranger", {"stranger": {"id": "x"}}),
        ("trust", {"OS-TRUST:trust": {"id": "0" * 32}}),
        ("trust = {}", {"OS-TRUST:trust": {}}),
        ("project.id = 7", {"project": {"id": 7}}),
        ("a domain's project", {"project": {"id": domain}}),
        ("project and stranger", {"project": {"id": own, "stranger": 1}}),
        ("domain.id = null", {"domain": {"id": None}}),
    )
    good = {"project by id", "project by name", "project by names", "unscoped", "word unscoped"}
    for name, scope in scopes:
        attempt(f"scope: {name}", known, scope, bad=name not in good)
    for persona in ("domain-reader", "domain-admin"):
        attempt(f"{persona} to its domain", s.cast.by_password(persona), {"domain": {"id": domain}}, bad=False)
        attempt(f"{persona} to a project", s.cast.by_password(persona), {"project": {"id": own}})
    attempt("system-reader to the system", s.cast.by_password("system-reader"), {"system": {"all": True}}, bad=False)
    for persona in ("admin", "system-admin", "domain-manager", "project-member", "unscoped", "invalid"):
        identity = {"methods": ["token"], "token": {"id": s.cast.tokens[persona]}}
        for name, scope in (
            ("none", None),
            ("own project", {"project": {"id": own}}),
            ("own domain", {"domain": {"id": domain}}),
            ("system", {"system": {"all": True}}),
            ("unscoped", "unscoped"),
            ("admin project", {"project": {"id": s.cast.admin_project}}),
        ):
            body = {"auth": {"identity": identity}}
            if scope is not None:
                body["auth"]["scope"] = scope
            s.call(persona, post, f"rescoping: {name}", TOKENS, body, token="", bad=True)
    both = {
        "methods": ["password", "token"],
        **{"password": known["password"]},
        "token": {"id": s.cast.tokens["project-member"]},
    }
    attempt("two methods of two users", both)
    same = copy.deepcopy(both)
    same["token"]["id"] = s.cast.tokens["owner"]
    attempt("two methods of one user", same, bad=False)
    users(s, attempt)


def users(s, attempt):
    """Users in states that bar them, or let them in otherwise."""
    domain = {"domain_id": s.domain("own")}
    disabled = s.thing("user", "disabled", {**domain, "password": PASSWORD, "enabled": False})
    attempt(
        "disabled user", {"methods": ["password"], "password": {"user": {"id": str(disabled), "password": PASSWORD}}}
    )
    bare = s.thing("user", "no-password", domain)
    attempt(
        "user without a password",
        {"methods": ["password"], "password": {"user": {"id": str(bare), "password": PASSWORD}}},
    )
    ruled = s.thing(
        "user",
        "ruled",
        {
            **domain,
            "password": PASSWORD,
            "options": {"multi_factor_auth_enabled": True, "multi_factor_auth_rules": [["password", "totp"]]},
        },
    )
    identity = {"methods": ["password"], "password": {"user": {"id": str(ruled), "password": PASSWORD}}}
    attempt("one of two factors", identity)
    attempt("one of two factors, scoped", identity, {"project": {"id": s.project("own")}})
    attempt("wrong receipt", identity, headers={"Openstack-Auth-Receipt": "x"})
    closed = s.thing("domain", "closed", {"enabled": False})
    inside = s.thing("user", "inside", lambda: {"domain_id": str(closed), "password": PASSWORD})
    attempt(
        "user of a disabled domain",
        {"methods": ["password"], "password": {"user": {"id": str(inside), "password": PASSWORD}}},
    )
    off = s.thing("project", "off", {**domain, "enabled": False})
    s.setup("PUT", f"/v3/projects/{off}/users/{s.user('own')}/roles/{s.cast.roles['member']}")
    attempt("disabled project", s.cast.by_password("owner"), {"project": {"id": str(off)}})
    default = s.thing("user", "default", {**domain, "password": PASSWORD, "default_project_id": s.project("own")})
    identity = {"methods": ["password"], "password": {"user": {"id": str(default), "password": PASSWORD}}}
    attempt("default project without a role", identity, bad=False)
    s.setup("PUT", f"/v3/projects/{s.project('own')}/users/{default}/roles/{s.cast.roles['reader']}")
    attempt("default project", identity, bad=False)
    attempt("default project, unscoped", identity, "unscoped", bad=False)
    attempt("default project = disabled", identity, {"project": {"id": str(off)}})


def subjects(s):
    mine = {}

    def fresh(kind="owner"):
        """A token to be judged; another one each time that it was revoked."""
        if kind not in mine:
            mine[kind] = s.cast.api.another().issue(
                s.cast.by_password(kind), {"project": {"id": s.project("own" if kind != "stranger" else "foreign")}}
            )[0]
        return mine[kind]

    for method in ("GET", "HEAD"):
        for kind in ("owner", "stranger"):
            s.play(
                f"{method} {TOKENS}",
                f"a token of {kind}",
                headers=lambda _, kind=kind: {"X-Subject-Token": fresh(kind)},
            )
        s.play(
            f"{method} {TOKENS}",
            "its own",
            headers=lambda persona: {"X-Subject-Token": s.cast.tokens[persona]} if s.cast.tokens[persona] else {},
        )
        s.play(f"{method} {TOKENS}", "no subject", as_=FEW, bad=True)
        s.play(f"{method} {TOKENS}", "bad subject", headers={"X-Subject-Token": "x"}, as_=FEW, bad=True)
        s.play(
            f"{method} {TOKENS}",
            "bad Fernet subject",
            headers={"X-Subject-Token": "gAAAAABnot-a-token"},
            as_=FEW,
            bad=True,
        )
        s.play(f"{method} {TOKENS}", "empty subject", headers={"X-Subject-Token": ""}, as_=FEW, bad=True)
        s.play(f"{method} {TOKENS}", "long subject", headers={"X-Subject-Token": "x" * 300}, as_=ADMIN, bad=True)
        for query in ("nocatalog", "allow_expired=1", "allow_expired=x", "nosuch=1"):
            s.play(
                f"{method} {TOKENS}",
                f"?{query}",
                query="?" + query,
                headers=lambda _: {"X-Subject-Token": fresh()},
                as_=("admin", "service"),
            )
    for persona in ("domain-reader", "system-reader", "unscoped", "admin"):
        s.play(
            f"GET {TOKENS}",
            f"a token of {persona}",
            headers=lambda _, persona=persona: {"X-Subject-Token": s.cast.tokens[persona]},
            as_=("admin", "service", "system-reader"),
        )
    s.play(f"DELETE {TOKENS}", "no subject", as_=FEW, bad=True)
    s.play(f"DELETE {TOKENS}", "bad subject", headers={"X-Subject-Token": "x"}, as_=FEW, bad=True)
    s.play(f"DELETE {TOKENS}", "empty subject", headers={"X-Subject-Token": ""}, as_=FEW, bad=True)
    for kind in ("owner", "stranger"):
        # A revocation is to the second: it is an issued token's audit id that is revoked, nothing else.
        s.play(
            f"DELETE {TOKENS}",
            f"a token of {kind}",
            headers=lambda _, kind=kind: {"X-Subject-Token": fresh(kind)},
            undo=lambda _, kind=kind: mine.pop(kind),
        )
    revoked = fresh()
    s.api.send("DELETE", TOKENS, headers={"X-Subject-Token": revoked})
    mine.clear()
    for method in ("GET", "HEAD", "DELETE"):
        s.play(f"{method} {TOKENS}", "revoked subject", headers={"X-Subject-Token": revoked}, as_=FEW, bad=True)
    s.call(
        "owner",
        f"GET {TOKENS}",
        "with a revoked token",
        TOKENS,
        headers={"X-Subject-Token": revoked},
        token=revoked,
        bad=True,
    )
    s.call("owner", "GET /v3/auth/projects", "with a revoked token", "/v3/auth/projects", token=revoked, bad=True)


def discovery(s):
    for path in ("/", "/v3", "/v3/", "/healthcheck"):
        operation = "GET " + (path.rstrip("/") or "/")
        (
            s.play(operation, f"asked as {path}", as_=("admin", "anonymous", "invalid"))
            if path == operation[4:]
            else s.call("anonymous", operation, f"asked as {path}", path)
        )
    for accept in ("application/json-home", "application/json", "text/html", "*/*"):
        s.call("anonymous", "GET /v3", f"accepting {accept}", "/v3", headers={"Accept": accept})
        s.call("anonymous", "GET /", f"accepting {accept}", "/", headers={"Accept": accept})
    s.call("anonymous", "GET /v3", "a broken escape in the query", "/v3?nosuch=1&%zz", bad=True)
    for method, path in (
        ("GET", "/v2.0"),
        ("GET", "/v3/nosuch"),
        ("GET", "/nosuch"),
        ("GET", "/v3/users/x/nosuch"),
        ("PUT", "/v3/users"),
        ("DELETE", "/v3"),
        ("POST", "/"),
        ("PATCH", "/v3/auth/tokens"),
        ("OPTIONS", "/v3/users"),
        ("POST", "/v3/users/x"),
        ("HEAD", "/v3/users"),
        ("HEAD", "/v3"),
        ("GET", "/v3//users"),
        ("GET", "/v3/users/"),
        ("TRACE", "/v3/users"),
        ("POST", "/healthcheck"),
    ):
        s.call("anonymous", f"{method} {path}", "by itself", path, bad=True)
    s.operation("GET /v3/OS-REVOKE/events", sides=("own",), case="since", query="?since=2099-02-27T18:30:59.999999Z")
    for query in (
        "since=x",
        "since=",
        "nosuch=1&since=2099-02-27T18:30:59Z",
        "last_fetch=x&since=2099-02-27T18:30:59Z",
        "since=2099-02-27",
    ):
        s.play("GET /v3/OS-REVOKE/events", "?" + query, query="?" + query, as_=FEW, bad=True)
    for path in ("/v3/OS-SIMPLE-CERT/ca", "/v3/OS-SIMPLE-CERT/certificates"):
        s.operation("GET " + path, sides=("own",), case="gone", queries=("x=1",))
    for method in ("GET", "PUT", "PATCH", "DELETE"):
        for number, query in enumerate(("", "?x=1", "?y")):
            s.play(method + " /v3/OS-OAUTH2/token", f"refused {number}", query=query, as_=FEW, bad=True)


SCENES = {"auth": auth, "discovery and the rest": discovery}
