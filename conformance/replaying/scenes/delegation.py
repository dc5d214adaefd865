"""Trusts, OAuth 1.0a, OAuth 2.0: rights lent to somebody else."""

import base64
import hashlib
import hmac
import secrets
import time
import urllib.parse

from replaying.stage import ADMIN, FEW, SIDES, mutants, plain

TRUSTS = "/v3/OS-TRUST/trusts"
TRUSTORS = {"own": "owner", "foreign": "stranger"}


def trusts(s):
    made = {}

    def wanted(side, **more):
        """From persona owner to the project member, or from the stranger to a foreign manager."""
        return {
            "trust": {
                "trustor_user_id": s.user(side),
                "trustee_user_id": s.cast.users["project-member" if side == "own" else "foreign-manager"],
                "project_id": s.project(side),
                "impersonation": False,
                "roles": [{"name": "member"}],
                **more,
            }
        }

    def trust(side):
        if made.get(side) is None:
            made[side] = s.setup("POST", TRUSTS, wanted(side), token=s.cast.tokens[TRUSTORS[side]])["trust"]["id"]
            s.normal.name(made[side], f"trust {side}")
        return made[side]

    def tidy(answer):
        s.api.send("DELETE", f"{TRUSTS}/{answer.json()['trust']['id']}")

    for side in SIDES:
        s.play("POST " + TRUSTS, side, body=wanted(side), undo=tidy)
    for called, mutant in mutants(
        plain(
            wanted(
                "own",
                expires_at="2051-01-01T00:00:00.000000Z",
                remaining_uses=3,
                allow_redelegation=True,
                redelegation_count=2,
            )
        ),
        ("id", "colour", "redelegated_trust_id", "deleted_at"),
        (),
    ):
        body = mutant(
            plain(
                wanted(
                    "own",
                    expires_at="2051-01-01T00:00:00.000000Z",
                    remaining_uses=3,
                    allow_redelegation=True,
                    redelegation_count=2,
                )
            )
        )
        s.play("POST " + TRUSTS, called, body=body, as_=("owner",), undo=tidy, bad=True)
    for name, more in (
        ("impersonating", {"impersonation": True}),
        ("expired", {"expires_at": "2001-01-01T00:00:00Z"}),
        ("expiry", {"expires_at": "tomorrow"}),
        ("no roles", {"roles": []}),
        ("a role too much", {"roles": [{"name": "admin"}]}),
        ("implied role", {"roles": [{"name": "reader"}]}),
        ("unknown role", {"roles": [{"id": "0" * 32}]}),
        ("unknown role name", {"roles": [{"name": "nosuch"}]}),
        ("role by id", {"roles": [{"id": s.cast.roles["member"]}]}),
        ("role by both", {"roles": [{"id": s.cast.roles["member"], "name": "member"}]}),
        ("role = {}", {"roles": [{}]}),
        ("unknown trustee", {"trustee_user_id": "0" * 32}),
        ("another trustor", {"trustor_user_id": s.user("foreign")}),
        ("unknown project", {"project_id": "0" * 32}),
        ("foreign project", {"project_id": s.project("foreign")}),
        ("no project", {"project_id": None}),
        ("no project, no roles", {"project_id": None, "roles": []}),
        ("no uses", {"remaining_uses": 0}),
        ("uses -1", {"remaining_uses": -1}),
        ("redelegated", {"allow_redelegation": True, "redelegation_count": 2}),
        ("redelegated too often", {"allow_redelegation": True, "redelegation_count": 9}),
        ("redelegation and uses", {"allow_redelegation": True, "remaining_uses": 2}),
        ("redelegated_trust_id", {"redelegated_trust_id": "0" * 32}),
        ("to itself", {"trustee_user_id": s.user("own")}),
    ):
        s.play(
            "POST " + TRUSTS,
            name,
            body=wanted("own", **more),
            as_=("owner", "admin") if "unknown" in name else ("owner",),
            undo=tidy,
            bad=name not in ("impersonating", "role by id"),
        )
    for called, text in (("no JSON", "{"), ("a list", "[]"), ("nothing", None)):
        s.play("POST " + TRUSTS, f"body is {called}", body=text, as_=FEW, bad=True)
    one = TRUSTS + "/{trust_id}"
    on = lambda side: {"trust_id": trust(side)}
    s.operation("GET " + one, on)
    s.operation(f"GET {one}/roles", on)
    s.operation(f"GET {one}/roles/{{role_id}}", lambda side: {**on(side), "role_id": s.cast.roles["member"]})
    s.play(
        f"GET {one}/roles/{{role_id}}",
        "another role",
        {**on("own"), "role_id": s.cast.roles["admin"]},
        as_=(*FEW, "owner"),
        bad=True,
    )
    for side in SIDES:
        trust(side)
        for word in ("trustor", "trustee"):
            who = (
                s.user(side)
                if word == "trustor"
                else s.cast.users["project-member" if side == "own" else "foreign-manager"]
            )
            s.play("GET " + TRUSTS, f"{word} of the {side} one", query=f"?{word}_user_id={who}")
    s.operation(
        "GET " + TRUSTS,
        case="all",
        sides=("own",),
        queries=("trustor_user_id=", "limit=x", "trustor_user_id=" + "0" * 32, "nosuch=1"),
    )
    s.play(
        "GET " + TRUSTS,
        "both",
        query=f"?trustor_user_id={s.user('own')}&trustee_user_id={s.cast.users['project-member']}",
        as_=(*FEW, "owner"),
    )
    delegated(s, wanted)
    for side in SIDES:
        for persona in s.cast.personas:
            answer = s.call(persona, "DELETE " + one, side, f"{TRUSTS}/{trust(side)}")
            if 200 <= answer.status < 300:
                made[side] = None
    for name, of in (("unknown", "0" * 32), ("too long", "x" * 300), ("word", "nosuch")):
        s.play("DELETE " + one, name, {"trust_id": of}, as_=(*FEW, "owner"), bad=True)
    gone = trust("own")
    s.setup("DELETE", f"{TRUSTS}/{gone}")
    for method, rest in (("GET", ""), ("DELETE", ""), ("GET", "/roles")):
        s.play(f"{method} {one}{rest}", "deleted", {"trust_id": gone}, as_=(*FEW, "owner"), bad=True)
    s.play("GET " + one, "deleted, asked for", {"trust_id": gone}, query="?deleted=1", as_=ADMIN, bad=True)
    s.setup("DELETE", f"{TRUSTS}/{trust('foreign')}")


def delegated(s, wanted):
    """Tokens of trusts."""

    def lend(**more):
        said = s.setup("POST", TRUSTS, wanted("own", **more), token=s.cast.tokens["owner"])["trust"]["id"]
        s.normal.name(said, "trust lent")
        return said

    post = "POST /v3/auth/tokens"

    def attempt(name, trust, persona="project-member", bad=True):
        body = {
            "auth": {
                "identity": {"methods": ["token"], "token": {"id": s.cast.tokens[persona]}},
                "scope": {"OS-TRUST:trust": {"id": trust}},
            }
        }
        return s.call(persona, post, f"trust: {name}", "/v3/auth/tokens", body, token="", bad=bad)

    for impersonating in (False, True):
        trust = lend(impersonation=impersonating, allow_redelegation=True, redelegation_count=2)
        answer = attempt(f"impersonating {impersonating}", trust, bad=False)
        attempt(f"impersonating {impersonating}, not the trustee", trust, "owner")
        token = answer.headers.get("X-Subject-Token", "x")
        for method, path, body in (
            ("GET", "/v3/auth/tokens", None),
            ("GET", f"{TRUSTS}/{trust}", None),
            ("GET", TRUSTS, None),
            ("POST", TRUSTS, wanted("own", trustor_user_id=s.user("own"))),
            ("POST", TRUSTS, wanted("own", redelegated_trust_id=trust, allow_redelegation=True)),
            ("GET", f"/v3/users/{s.user('own')}/application_credentials", None),
            ("POST", f"/v3/users/{s.user('own')}/application_credentials", {"application_credential": {"name": "x"}}),
            ("GET", "/v3/credentials", None),
            (
                "POST",
                "/v3/auth/tokens",
                {
                    "auth": {
                        "identity": {"methods": ["token"], "token": {"id": token}},
                        "scope": {"project": {"id": s.project("own")}},
                    }
                },
            ),
            ("GET", "/v3/auth/projects", None),
            ("GET", f"/v3/users/{s.user('own')}", None),
        ):
            template = path.replace(s.user("own"), "{user_id}").replace(trust, "{trust_id}")
            again = body and "trust" in body and "redelegated_trust_id" in body["trust"]
            s.call(
                "project-member",
                f"{method} {template}",
                f"with a trust's token, impersonating {impersonating}" + (", again" if again else ""),
                path,
                body,
                headers={"X-Subject-Token": token},
                token=token,
            )
        s.api.send("DELETE", f"{TRUSTS}/{trust}")
        attempt(f"deleted {impersonating}", trust)
        s.call(
            "project-member",
            "GET /v3/auth/projects",
            f"with a deleted trust's token, impersonating {impersonating}",
            "/v3/auth/projects",
            token=token,
        )
    once = lend(remaining_uses=1)
    attempt("first use", once, bad=False)
    attempt("no use left", once)
    s.play("GET " + TRUSTS + "/{trust_id}", "used up", {"trust_id": once}, as_=ADMIN, bad=True)
    attempt("unknown", "0" * 32)
    s.api.send("DELETE", f"{TRUSTS}/{once}")


class Signer:
    """OAuth 1.0a with HMAC-SHA1."""

    def __init__(self, stage):
        self.stage = stage

    def headers(self, method, path, key, secret, token=None, token_secret="", wrong=False, **more):
        params = {
            "oauth_consumer_key": key,
            "oauth_nonce": secrets.token_hex(8),
            "oauth_timestamp": str(int(time.time())),
            "oauth_signature_method": "HMAC-SHA1",
            "oauth_version": "1.0",
            **more,
        }
        if token:
            params["oauth_token"] = token
        quote = lambda text: urllib.parse.quote(text, safe="~")
        normal = "&".join(f"{quote(k)}={quote(v)}" for k, v in sorted(params.items()))
        base = "&".join((method, quote(self.stage.api.root + path), quote(normal)))
        digest = hmac.new(f"{quote(secret)}&{quote(token_secret)}".encode(), base.encode(), hashlib.sha1).digest()
        params["oauth_signature"] = "x" if wrong else base64.b64encode(digest).decode()
        return {"Authorization": "OAuth " + ", ".join(f'{quote(k)}="{quote(v)}"' for k, v in params.items())}


def oauth1(s):
    base = "/v3/OS-OAUTH1"
    consumer = s.thing("consumer", "consumer", {"description": "d"}, named=False, path=base + "/consumers")
    every, one = base + "/consumers", base + "/consumers/{consumer_id}"
    on = lambda _: {"consumer_id": consumer}
    s.operation("GET " + one, on, sides=("own",))
    s.operation(
        "PATCH " + one, on, {"consumer": {"description": "changed"}}, also=("id", "colour", "secret"), sides=("own",)
    )
    s.operation("DELETE " + one, on, sides=("own",))
    s.operation(
        "POST " + every, None, {"consumer": {"description": "new"}}, also=("id", "colour", "secret"), sides=("own",)
    )
    consumer.id
    s.operation("GET " + every, sides=("own",), case="all", queries=("limit=x", "nosuch=1"))
    flow(s, base, consumer)


def parsed(answer):
    return {k: v[0] for k, v in urllib.parse.parse_qs(answer.body.decode()).items()}


def flow(s, base, consumer):
    sign = Signer(s)
    key, secret = consumer.id, consumer.said["secret"]
    request, access = base + "/request_token", base + "/access_token"

    def learn(answer, label):
        said = parsed(answer)
        for name in ("oauth_token", "oauth_token_secret"):
            if name in said:
                s.normal.name(said[name], f"{label} {name}")
        return said

    def asked(name, bad=True, project=None, personas=("anonymous",), **more):
        said = {}
        for persona in personas:
            headers = {
                "Requested-Project-Id": project or s.project("own"),
                **sign.headers("POST", request, key, secret, oauth_callback="oob", **more),
            }
            answer = s.call(persona, "POST " + request, name, request, headers=headers, bad=bad)
            said = learn(answer, "request") if answer.status == 201 else {}
        return said

    asked("good", bad=False, personas=FEW)
    asked("wrong signature", wrong=True, personas=FEW)
    asked("unknown project", project="0" * 32)
    s.call(
        "anonymous",
        "POST " + request,
        "unknown consumer",
        request,
        headers={
            "Requested-Project-Id": s.project("own"),
            **sign.headers("POST", request, "0" * 32, "x", oauth_callback="oob"),
        },
        bad=True,
    )
    s.call(
        "anonymous",
        "POST " + request,
        "no project",
        request,
        headers=sign.headers("POST", request, key, secret, oauth_callback="oob"),
        bad=True,
    )
    s.call(
        "anonymous",
        "POST " + request,
        "no callback",
        request,
        headers={"Requested-Project-Id": s.project("own"), **sign.headers("POST", request, key, secret)},
        bad=True,
    )
    s.call(
        "anonymous",
        "POST " + request,
        "not signed",
        request,
        headers={"Requested-Project-Id": s.project("own")},
        bad=True,
    )
    s.call(
        "anonymous",
        "POST " + request,
        "odd header",
        request,
        headers={"Requested-Project-Id": s.project("own"), "Authorization": "OAuth x"},
        bad=True,
    )
    authorize = base + "/authorize/{request_token_id}"
    good = {"roles": [{"id": s.cast.roles["member"]}]}

    def verified(project=None, persona="project-admin"):
        """A request token that the administrator of the project has agreed to, and its verifier."""
        answer = s.api.send(
            "POST",
            request,
            None,
            headers={
                "Requested-Project-Id": project or s.project("own"),
                **sign.headers("POST", request, key, secret, oauth_callback="oob"),
            },
        )
        said = learn(answer, "request")
        verifier = s.setup(
            "PUT",
            f"{base}/authorize/{said['oauth_token']}",
            {"roles": [{"id": s.cast.roles["admin"]}]},
            token=s.cast.tokens[persona],
        )["token"]["oauth_verifier"]
        return said, verifier

    for persona in s.cast.personas:
        said = learn(
            s.api.send(
                "POST",
                request,
                None,
                headers={
                    "Requested-Project-Id": s.project("own"),
                    **sign.headers("POST", request, key, secret, oauth_callback="oob"),
                },
            ),
            "request",
        )
        s.call(
            persona,
            "PUT " + authorize,
            "roles it may not have",
            f"{base}/authorize/{said['oauth_token']}",
            {"roles": [{"name": "manager"}]},
            bad=True,
        )
        s.call(persona, "PUT " + authorize, "unknown request", f"{base}/authorize/{'0' * 32}", good, bad=True)
    for name, body in (
        ("good", {"roles": [{"id": s.cast.roles["admin"]}]}),
        ("by name", {"roles": [{"name": "admin"}]}),
        ("unknown role", {"roles": [{"id": "0" * 32}]}),
        ("unknown role name", {"roles": [{"name": "nosuch"}]}),
        ("no roles", {"roles": []}),
        ("roles = x", {"roles": "x"}),
        ("roles = null", {"roles": None}),
        ("role = {}", {"roles": [{}]}),
        ("role by both", {"roles": [{"id": s.cast.roles["admin"], "name": "admin"}]}),
        ("{}", {}),
        ("nothing", None),
        ("no JSON", "{"),
        ("stranger", {"roles": [{"id": s.cast.roles["admin"]}], "stranger": 1}),
    ):
        said = learn(
            s.api.send(
                "POST",
                request,
                None,
                headers={
                    "Requested-Project-Id": s.project("own"),
                    **sign.headers("POST", request, key, secret, oauth_callback="oob"),
                },
            ),
            "request",
        )
        s.call(
            "project-admin",
            "PUT " + authorize,
            name,
            f"{base}/authorize/{said['oauth_token']}",
            body,
            bad=name not in ("good", "by name"),
        )
    said, verifier = verified()

    def exchanged(name, bad=True, said=said, verifier=verifier, **more):
        headers = sign.headers(
            "POST",
            access,
            key,
            secret,
            said["oauth_token"],
            said["oauth_token_secret"],
            **({"oauth_verifier": verifier} if verifier else {}),
            **more,
        )
        return s.call("anonymous", "POST " + access, name, access, headers=headers, bad=bad)

    exchanged("wrong signature", wrong=True)
    exchanged("wrong verifier", verifier="x" * 8)
    exchanged("no verifier", verifier=None)
    exchanged("unknown request", said={"oauth_token": "0" * 32, "oauth_token_secret": "x"})
    s.call("anonymous", "POST " + access, "not signed", access, bad=True)
    s.call("anonymous", "POST " + access, "odd header", access, headers={"Authorization": "OAuth x"}, bad=True)
    held = learn(exchanged("good", bad=False), "access")
    exchanged("twice")
    tokens = base.replace("OS-OAUTH1", "users/{user_id}/OS-OAUTH1/access_tokens")
    user = s.cast.users["project-admin"]
    on = lambda _: {"user_id": user, "access_token_id": held.get("oauth_token", "x")}
    s.operation("GET " + tokens, lambda _: {"user_id": user}, sides=("own",))
    s.operation(f"GET {tokens}/{{access_token_id}}", on, sides=("own",))
    s.operation(f"GET {tokens}/{{access_token_id}}/roles", on, sides=("own",))
    s.operation(
        f"GET {tokens}/{{access_token_id}}/roles/{{role_id}}",
        lambda _: {**on(0), "role_id": s.cast.roles["admin"]},
        sides=("own",),
    )
    s.play(
        f"GET {tokens}/{{access_token_id}}/roles/{{role_id}}",
        "another role",
        {**on(0), "role_id": s.cast.roles["reader"]},
        as_=FEW,
        bad=True,
    )
    s.play(
        f"GET {tokens}/{{access_token_id}}", "another user's", {**on(0), "user_id": s.user("own")}, as_=FEW, bad=True
    )
    post = "/v3/auth/tokens"
    login = {"auth": {"identity": {"methods": ["oauth1"], "oauth1": {}}}}
    for name, headers in (
        ("good", sign.headers("POST", post, key, secret, held.get("oauth_token"), held.get("oauth_token_secret", ""))),
        (
            "wrong signature",
            sign.headers(
                "POST", post, key, secret, held.get("oauth_token"), held.get("oauth_token_secret", ""), wrong=True
            ),
        ),
        ("unknown token", sign.headers("POST", post, key, secret, "0" * 32, "x")),
        ("no token", sign.headers("POST", post, key, secret)),
    ):
        answer = s.call(
            "anonymous", "POST " + post, f"oauth1: {name}", post, login, headers=headers, bad=name != "good"
        )
        if name == "good":
            token = answer.headers.get("X-Subject-Token", "x")
    for method, path, body in (
        ("GET", post, None),
        ("GET", f"/v3/users/{user}/application_credentials", None),
        (
            "POST",
            post,
            {
                "auth": {
                    "identity": {"methods": ["token"], "token": {"id": token}},
                    "scope": {"project": {"id": s.project("own")}},
                }
            },
        ),
        ("PUT", f"{base}/authorize/{'0' * 32}", good),
        ("GET", "/v3/auth/projects", None),
        ("GET", TRUSTS, None),
    ):
        template = path.replace(user, "{user_id}").replace("0" * 32, "{request_token_id}")
        s.call(
            "project-admin",
            f"{method} {template}",
            "with an OAuth token",
            path,
            body,
            headers={"X-Subject-Token": token},
            token=token,
        )
    gone = f"DELETE {tokens}/{{access_token_id}}"
    for name, of in (
        ("unknown token", {**on(0), "access_token_id": "0" * 32}),
        ("unknown user", {**on(0), "user_id": "0" * 32}),
        ("another user's", {**on(0), "user_id": s.user("own")}),
    ):
        s.play(gone, name, of, as_=(*FEW, "owner"), bad=True, undo=lambda _: None)
    for persona in s.cast.personas:
        answer = s.call(
            persona, gone, "own", f"/v3/users/{user}/OS-OAUTH1/access_tokens/{held.get('oauth_token', 'x')}"
        )
        if 200 <= answer.status < 300:
            fresh, verifier = verified()
            headers = sign.headers(
                "POST", access, key, secret, fresh["oauth_token"], fresh["oauth_token_secret"], oauth_verifier=verifier
            )
            held = learn(s.api.send("POST", access, None, headers=headers), "access")
    for path, of in (
        (base + "/access_token", {}),
        (base + "/request_token", {}),
        (authorize, {"request_token_id": "x"}),
    ):
        for number, query in enumerate(("", "?x=1", "?y")):
            s.play("GET " + path, f"refused {number}", of, query=query, as_=FEW, bad=True)


def oauth2(s):
    """Client credentials are an application credential's id and secret."""
    owner = s.user("own")
    made = s.setup(
        "POST",
        f"/v3/users/{owner}/application_credentials",
        {"application_credential": {"name": s.called("client"), "secret": "securesecret"}},
        token=s.cast.tokens["owner"],
    )["application_credential"]
    s.normal.name(made["id"], "client")
    basic = lambda user, password: {
        "Authorization": "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()
    }
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    good = basic(made["id"], "securesecret")

    def attempt(name, body="grant_type=client_credentials", bad=True, **headers):
        answer = s.call(
            "anonymous",
            "POST /v3/OS-OAUTH2/token",
            name,
            "/v3/OS-OAUTH2/token",
            body,
            headers={**form, **headers},
            bad=bad,
        )
        return answer

    answer = attempt("good", bad=False, **good)
    attempt("wrong secret", **basic(made["id"], "x"))
    attempt("unknown client", **basic("0" * 32, "x"))
    attempt("no client")
    attempt("not basic", Authorization="Bearer x")
    attempt("broken basic", Authorization="Basic x")
    attempt("no grant type", "", **good)
    attempt("another grant type", "grant_type=password", **good)
    attempt("JSON", '{"grant_type": "client_credentials"}', **{**good, "Content-Type": "application/json"})
    attempt("client in the body", f"grant_type=client_credentials&client_id={made['id']}&client_secret=securesecret")
    attempt("more in the body", "grant_type=client_credentials&scope=x", **good)
    if answer.status == 200:
        token = answer.json().get("access_token", "x")
        s.call(
            "owner",
            "GET /v3/auth/tokens",
            "with an OAuth 2.0 token",
            "/v3/auth/tokens",
            headers={"X-Subject-Token": token},
            token=token,
        )
    s.api.send("DELETE", f"/v3/users/{owner}/application_credentials/{made['id']}")


SCENES = {"trusts": trusts, "oauth1": oauth1, "oauth2": oauth2}
