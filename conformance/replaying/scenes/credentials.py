"""Credentials, EC2 keys and what is signed with them, application credentials, access rules."""

import base64
import hashlib
import hmac
import json

from replaying.stage import FEW, SIDES, mutants, plain


def credentials(s):
    things = {}

    def credential(side):
        return things.setdefault(
            side,
            s.thing(
                "credential",
                f"credential-{side}",
                {"type": "cert", "blob": "blob", "user_id": s.user(side), "project_id": s.project(side)},
                named=False,
            ),
        )

    one = "/v3/credentials/{credential_id}"
    on = lambda side: {"credential_id": credential(side)}
    s.operation("GET " + one, on)
    s.operation(
        "PATCH " + one,
        on,
        lambda side: {
            "credential": {"type": "totp", "blob": "changed", "project_id": s.project(side), "user_id": s.user(side)}
        },
        also=("id", "colour"),
    )
    s.operation("DELETE " + one, on)
    s.operation(
        "POST /v3/credentials",
        None,
        lambda side: {
            "credential": {"type": "cert", "blob": "new", "user_id": s.user(side), "project_id": s.project(side)}
        },
        also=("id", "colour"),
    )
    new = {"type": "cert", "blob": "new", "user_id": s.user("own")}
    for name, more in (
        ("unknown user", {"user_id": "0" * 32}),
        ("unknown project", {"project_id": "0" * 32}),
        ("ec2, no JSON", {"type": "ec2", "project_id": s.project("own")}),
        ("ec2 without project", {"type": "ec2", "blob": json.dumps({"access": "a" * 8, "secret": "b"})}),
        (
            "ec2",
            {
                "type": "ec2",
                "project_id": s.project("own"),
                "blob": json.dumps({"access": s.called("key"), "secret": "b"}),
            },
        ),
        ("ec2 without access", {"type": "ec2", "project_id": s.project("own"), "blob": "{}"}),
        (
            "ec2 of a trust",
            {
                "type": "ec2",
                "project_id": s.project("own"),
                "blob": json.dumps({"access": "c", "secret": "b", "trust_id": "x"}),
            },
        ),
    ):
        s.play(
            "POST /v3/credentials",
            name,
            body=lambda _, more=more: {"credential": {**new, **more}},
            as_=(*FEW, "owner"),
            bad=True,
        )
    for name, more in (
        ("unknown user", {"user_id": "0" * 32}),
        ("unknown project", {"project_id": "0" * 32}),
        ("to ec2", {"type": "ec2"}),
        ("another user", {"user_id": s.user("foreign")}),
        ("another project", {"project_id": s.project("foreign")}),
        ("ec2 blob", {"type": "ec2", "blob": json.dumps({"access": "d", "secret": "b"})}),
    ):
        s.play(
            "PATCH " + one, name, on("own"), lambda _, more=more: {"credential": more}, as_=(*FEW, "owner"), bad=True
        )
    ec2 = s.thing(
        "credential",
        "ec2",
        {
            "type": "ec2",
            "blob": json.dumps({"access": s.called("access"), "secret": "b"}),
            "user_id": s.user("own"),
            "project_id": s.project("own"),
        },
        named=False,
    )
    for name, more in (
        ("ec2 new blob", {"blob": json.dumps({"access": "e", "secret": "b"})}),
        ("ec2 no JSON", {"blob": "x"}),
        ("ec2 to cert", {"type": "cert"}),
        ("ec2 to a trust", {"blob": json.dumps({"access": "e", "trust_id": "x"})}),
        ("ec2 to another project", {"project_id": s.project("foreign")}),
        ("ec2 to no project", {"project_id": None}),
    ):
        s.play(
            "PATCH " + one,
            name,
            {"credential_id": ec2},
            lambda _, more=more: {"credential": more},
            as_=(*FEW, "owner"),
            bad=True,
        )
    for side in SIDES:
        credential(side).id
    s.operation("GET /v3/credentials", sides=("own",), case="all", queries=("type=", "limit=x", "marker=nosuch"))
    for query in (
        "type=cert",
        "type=nosuch",
        f"user_id={s.user('own')}",
        f"user_id={s.user('foreign')}",
        f"user_id={s.user('own')}&type=ec2",
        "user_id=" + "0" * 32,
        "unknown=1",
    ):
        s.play("GET /v3/credentials", "?" + s.normal.text(query, {}), query="?" + query)


def ec2(s):
    things = {}
    every = "/v3/users/{user_id}/credentials/OS-EC2"
    one = every + "/{credential_id}"

    def key(side):
        if side not in things or things[side] is None:
            said = s.setup("POST", every.format(user_id=s.user(side)), {"tenant_id": s.project(side)})
            things[side] = said["credential"]
            s.normal.name(said["credential"]["access"], f"access {side}")
        return things[side]

    def forget(_=None):
        for side in SIDES:
            things[side] = None

    def tidy(answer):
        access = answer.json()["credential"]["access"]
        for side in SIDES:
            s.api.send("DELETE", one.format(user_id=s.user(side), credential_id=access))

    def lost():
        for known in s.api.ask("GET", every.format(user_id=s.user("own")))["credentials"]:
            s.remove(one.format(user_id=s.user("own"), credential_id=known["access"]))
        things["own"] = None

    s.failed = lost
    s.operation(
        "POST " + every,
        lambda side: {"user_id": s.user(side)},
        lambda side: {"tenant_id": s.project(side)},
        undo=tidy,
        attributes=False,
    )
    for name, body in (
        ("{}", {}),
        ("tenant_id = null", {"tenant_id": None}),
        ("tenant_id = []", {"tenant_id": []}),
        ("unknown project", {"tenant_id": "0" * 32}),
        ("project of others", {"tenant_id": s.project("foreign")}),
        ("stranger", {"tenant_id": s.project("own"), "stranger": 1}),
    ):
        s.play(
            "POST " + every,
            name,
            {"user_id": s.user("own")},
            body,
            as_=("admin", "owner", "project-reader"),
            undo=tidy,
            bad=True,
        )
    s.failed = lambda: None
    s.operation("GET " + every, lambda side: {"user_id": s.user(side)}, case="none", unknown=False)
    on = lambda side: {"user_id": s.user(side), "credential_id": key(side)["access"]}
    s.operation("GET " + one, on)
    s.play(
        "GET " + one, "another user's", {"user_id": s.user("foreign"), "credential_id": key("own")["access"]}, bad=True
    )
    s.operation("GET " + every, lambda side: {"user_id": s.user(side)})
    for persona in s.cast.personas:
        for side in SIDES:
            answer = s.call(persona, "DELETE " + one, side, one.format(**on(side)))
            if 200 <= answer.status < 300:
                forget()
    s.play(
        "DELETE " + one,
        "another user's",
        {"user_id": s.user("foreign"), "credential_id": key("own")["access"]},
        as_=("owner", "anonymous"),
        bad=True,
        undo=forget,
    )
    for name, of in (
        ("unknown user", {**on("own"), "user_id": "0" * 32}),
        ("unknown key", {**on("own"), "credential_id": "0" * 32}),
        ("long key", {**on("own"), "credential_id": "x" * 300}),
    ):
        s.play("DELETE " + one, name, of, as_=FEW, bad=True, undo=forget)
    signed(s, key("own"))


def signature_v2(key, host="x:1", path="/", verb="GET"):
    params = {
        "AWSAccessKeyId": key["access"],
        "SignatureVersion": "2",
        "SignatureMethod": "HmacSHA256",
        "Timestamp": "2051-01-01T00:00:00Z",
        "Action": "Test",
    }
    query = "&".join(f"{name}={value.replace(':', '%3A')}" for name, value in sorted(params.items()))
    text = f"{verb}\n{host}\n{path}\n{query}"
    digest = hmac.new(key["secret"].encode(), text.encode(), hashlib.sha256).digest()
    return {
        "access": key["access"],
        "signature": base64.b64encode(digest).decode(),
        "host": host,
        "verb": verb,
        "path": path,
        "params": params,
    }


def signed(s, key):
    post = "POST /v3/ec2tokens"
    good = signature_v2(key)
    for word in ("credentials", "ec2Credentials"):
        s.play(post, f"good in {word}", body={word: good}, undo=lambda _: None)
    for name, body in (
        ("wrong signature", {"credentials": {**good, "signature": "x"}}),
        ("unknown access", {"credentials": {**good, "access": "0" * 32}}),
        ("no access", {"credentials": {k: v for k, v in good.items() if k != "access"}}),
        ("no signature", {"credentials": {k: v for k, v in good.items() if k != "signature"}}),
        ("no params", {"credentials": {k: v for k, v in good.items() if k != "params"}}),
        ("no host", {"credentials": {k: v for k, v in good.items() if k != "host"}}),
        ("other host", {"credentials": {**good, "host": "y"}}),
        ("other verb", {"credentials": {**good, "verb": "POST"}}),
        ("version 9", {"credentials": {**good, "params": {**good["params"], "SignatureVersion": "9"}}}),
        ("{}", {}),
        ("null", {"credentials": None}),
        ("a list", "[]"),
        ("no JSON", "{"),
        ("nothing", None),
        ("a word", {"credentials": "x"}),
        ("empty", {"credentials": {}}),
        ("params = x", {"credentials": {**good, "params": "x"}}),
        ("access = 7", {"credentials": {**good, "access": 7}}),
        ("signature = 7", {"credentials": {**good, "signature": 7}}),
        ("expired", {"credentials": {**good, "params": {**good["params"], "Timestamp": "2001-01-01T00:00:00Z"}}}),
    ):
        s.play(
            post,
            name,
            body=body,
            as_=(
                ("admin", "service", "project-member", "anonymous")
                if name in ("wrong signature", "unknown access", "{}")
                else ("admin",)
            ),
            undo=lambda _: None,
            bad=True,
        )
    for number, query in enumerate(("", "?x=1", "?y")):
        s.play("GET /v3/ec2tokens", f"refused {number}", query=query, as_=FEW, bad=True)
        s.play("GET /v3/s3tokens", f"refused {number}", query=query, as_=FEW, bad=True)
    post = "POST /v3/s3tokens"
    text = base64.urlsafe_b64encode(b"GET\n\n\nreplayed\n/bucket").decode()
    sign = base64.b64encode(
        hmac.new(key["secret"].encode(), base64.urlsafe_b64decode(text), hashlib.sha1).digest()
    ).decode()
    good = {"access": key["access"], "signature": sign, "token": text}
    s.play(post, "good, version 1", body={"credentials": good}, undo=lambda _: None)
    v4 = "AWS4-HMAC-SHA256\n20260101T000000Z\n20260101/RegionOne/s3/aws4_request\nabc"
    step = ("AWS4" + key["secret"]).encode()
    for part in ("20260101", "RegionOne", "s3", "aws4_request"):
        step = hmac.new(step, part.encode(), hashlib.sha256).digest()
    s.play(
        post,
        "good, version 4",
        body={
            "credentials": {
                "access": key["access"],
                "token": base64.urlsafe_b64encode(v4.encode()).decode(),
                "signature": hmac.new(step, v4.encode(), hashlib.sha256).hexdigest(),
            }
        },
        undo=lambda _: None,
        as_=("admin", "service", "owner", "anonymous"),
    )
    for name, body in (
        ("wrong signature", {"credentials": {**good, "signature": "x"}}),
        ("unknown access", {"credentials": {**good, "access": "0" * 32}}),
        ("no access", {"credentials": {"signature": sign, "token": text}}),
        ("no token", {"credentials": {"access": key["access"], "signature": sign}}),
        ("no signature", {"credentials": {"access": key["access"], "token": text}}),
        ("token no base64", {"credentials": {**good, "token": "\u00e9"}}),
        ("{}", {}),
        ("null", {"credentials": None}),
        ("a list", "[]"),
        ("no JSON", "{"),
        ("nothing", None),
        ("a word", {"credentials": "x"}),
        ("empty", {"credentials": {}}),
        ("token = 7", {"credentials": {**good, "token": 7}}),
    ):
        s.play(
            post,
            name,
            body=body,
            as_=(
                ("admin", "service", "project-member", "anonymous")
                if name in ("wrong signature", "unknown access", "{}")
                else ("admin",)
            ),
            undo=lambda _: None,
            bad=True,
        )


def application_credentials(s):
    every = "/v3/users/{user_id}/application_credentials"
    one = every + "/{application_credential_id}"
    rules = [{"service": "identity", "method": "GET", "path": "/v3/users/*"}]
    things = {}

    def made(side):
        """Only its user can make one."""
        if things.get(side) is None:
            said = s.setup(
                "POST",
                every.format(user_id=s.user(side)),
                {
                    "application_credential": {
                        "name": s.called(f"robot-{side}"),
                        "description": "d",
                        "access_rules": rules,
                    }
                },
                token=s.cast.tokens["owner" if side == "own" else "stranger"],
            )["application_credential"]
            s.normal.name(said["id"], f"application credential {side}")
            s.normal.name(said["access_rules"][0]["id"], f"access rule {side}")
            things[side] = said
        return things[side]["id"]

    def anew(_=None):
        for side in SIDES:
            drop(side)

    def drop(side):
        if things.get(side):
            s.api.send("DELETE", one.format(user_id=s.user(side), application_credential_id=things[side]["id"]))
            rule = things[side]["access_rules"][0]["id"]
            s.api.send(
                "DELETE",
                f"/v3/users/{s.user(side)}/access_rules/{rule}",
                token=s.cast.tokens["owner" if side == "own" else "stranger"],
            )
        things[side] = None

    def body(_):
        return {
            "application_credential": {
                "name": s.called("new"),
                "description": "d",
                "expires_at": "2051-01-01T00:00:00.000000Z",
                "unrestricted": False,
                "secret": "securesecret",
                "project_id": s.project("own"),
                "roles": [{"name": "member"}],
            }
        }

    user = lambda side: {"user_id": s.user(side)}

    def tidy(answer):
        said = answer.json()["application_credential"]
        # The link that upstream gives leads nowhere.
        s.remove(f"{every.format(user_id=s.user('own'))}/{said['id']}")
        for rule in said.get("access_rules") or ():
            s.api.send("DELETE", f"/v3/users/{s.user('own')}/access_rules/{rule['id']}", token=s.cast.tokens["owner"])

    def forget():
        for known in s.api.ask("GET", every.format(user_id=s.user("own")))["application_credentials"]:
            if known["name"] == s.called("new"):
                s.remove(f"{every.format(user_id=s.user('own'))}/{known['id']}")

    s.failed = forget
    s.operation(
        "POST " + every, user, body, also=("id", "access_rules", "user_id", "colour"), undo=tidy, attributes=False
    )
    owner = ("owner",)
    for called, mutant in mutants_of(body(0)):
        s.play("POST " + every, called, user("own"), lambda _, mutant=mutant: mutant, as_=owner, undo=tidy, bad=True)
    least = {"name": s.called("new")}
    for name, more in (
        ("least", {}),
        ("access rules", {"access_rules": rules}),
        ("unknown role", {"roles": [{"id": "0" * 32}]}),
        ("unknown role name", {"roles": [{"name": "nosuch"}]}),
        ("a role too much", {"roles": [{"name": "admin"}]}),
        ("implied role", {"roles": [{"name": "reader"}]}),
        ("role by id", {"roles": [{"id": s.cast.roles["member"]}]}),
        ("role of both", {"roles": [{"id": s.cast.roles["member"], "name": "member"}]}),
        ("no roles", {"roles": []}),
        ("role empty", {"roles": [{}]}),
        ("expired", {"expires_at": "2001-01-01T00:00:00Z"}),
        ("expiry", {"expires_at": "tomorrow"}),
        ("expiry without zone", {"expires_at": "2051-01-01T00:00:00"}),
        ("rule without path", {"access_rules": [{"service": "identity", "method": "GET"}]}),
        ("rule's method", {"access_rules": [{"service": "identity", "method": "NOSUCH", "path": "/v3"}]}),
        ("rule's service", {"access_rules": [{"service": "no such", "method": "GET", "path": "/v3"}]}),
        ("rule's path", {"access_rules": [{"service": "identity", "method": "GET", "path": "v3"}]}),
        ("unknown rule", {"access_rules": [{"id": "0" * 32}]}),
        ("no rules", {"access_rules": []}),
        ("rules = null", {"access_rules": None}),
        ("rule = {}", {"access_rules": [{}]}),
        ("other project", {"project_id": s.project("foreign")}),
    ):
        s.play(
            "POST " + every,
            name,
            user("own"),
            lambda _, more=more: {"application_credential": {**least, **more}},
            as_=owner,
            undo=tidy,
            bad=True,
        )
    s.failed = lambda: None
    on = lambda side: {**user(side), "application_credential_id": made(side)}
    s.operation("GET " + one, on)
    s.play(
        "GET " + one,
        "another user's",
        {**user("foreign"), "application_credential_id": made("own")},
        as_=(*FEW, "owner"),
        bad=True,
    )
    s.play(
        "POST " + every,
        "twice",
        user("own"),
        lambda _: {"application_credential": {"name": s.called("robot-own")}},
        as_=owner,
        bad=True,
        undo=tidy,
    )
    s.operation("GET " + every, user, queries=("name=", "name=nosuch", "limit=x"))
    s.play("GET " + every, "named", user("own"), query=f"?name={s.called('robot-own')}", as_=(*FEW, "owner"))
    rule = "/v3/users/{user_id}/access_rules"
    rule_one = rule + "/{access_rule_id}"
    on_rule = lambda side: {
        **user(side),
        "access_rule_id": made(side) and things[side]["access_rules"][0]["id"],
    }
    s.operation("GET " + rule, user, queries=("service=", "method=x", "path=x"))
    for query in ("service=identity", "service=nosuch", "method=GET", "path=/v3/users/*", "unknown=1"):
        s.play("GET " + rule, "?" + query, user("own"), query="?" + query, as_=(*FEW, "owner"))
    s.operation("GET " + rule_one, on_rule)
    s.play("DELETE " + rule_one, "in use", on_rule("own"), bad=True)
    unused = {}

    def orphan(side):
        """A rule whose application credential is gone."""
        if unused.get(side) is None:
            token = s.cast.tokens["owner" if side == "own" else "stranger"]
            said = s.setup(
                "POST",
                every.format(user_id=s.user(side)),
                {
                    "application_credential": {
                        "name": s.called("orphan"),
                        "access_rules": [{"service": "orphan", "method": "GET", "path": "/"}],
                    }
                },
                token=token,
            )["application_credential"]
            unused[side] = said["access_rules"][0]["id"]
            s.normal.name(unused[side], f"orphan rule {side}")
            s.api.send("DELETE", one.format(user_id=s.user(side), application_credential_id=said["id"]))
        return unused[side]

    for side in SIDES:
        for persona in s.cast.personas:
            answer = s.call(
                persona, "DELETE " + rule_one, side, rule_one.format(**user(side), access_rule_id=orphan(side))
            )
            if 200 <= answer.status < 300:
                unused[side] = None
    for name, of in (
        ("unknown rule", {**user("own"), "access_rule_id": "0" * 32}),
        ("unknown user", {"user_id": "0" * 32, "access_rule_id": orphan("own")}),
        ("another user's", {**user("foreign"), "access_rule_id": orphan("own")}),
    ):
        s.play(
            "DELETE " + rule_one,
            name,
            of,
            as_=("admin", "owner", "system-admin", "project-reader", "anonymous"),
            bad=True,
            undo=lambda _: unused.clear(),
        )
    for side in SIDES:
        for persona in s.cast.personas:
            answer = s.call(persona, "DELETE " + one, side, one.format(**on(side)))
            if 200 <= answer.status < 300:
                drop(side)
    for name, of in (
        ("unknown credential", {**user("own"), "application_credential_id": "0" * 32}),
        ("unknown user", {**on("own"), "user_id": "0" * 32}),
        ("another user's", {**user("foreign"), "application_credential_id": made("own")}),
        ("too long", {**user("own"), "application_credential_id": "x" * 300}),
    ):
        s.play("DELETE " + one, name, of, as_=(*FEW, "owner"), bad=True, undo=anew)
    logins(s, every)
    anew()


def logins(s, every):
    """Tokens of application credentials: what they are for, and what their rules let through."""

    def robot(name, **more):
        return s.setup(
            "POST",
            every.format(user_id=s.user("own")),
            {"application_credential": {"name": s.called(name), "secret": "securesecret", **more}},
            token=s.cast.tokens["owner"],
        )["application_credential"]

    one = robot("login")
    s.normal.name(one["id"], "application credential login")
    tokens = "POST /v3/auth/tokens"

    def attempt(name, credential, scope=None, bad=True):
        auth = {"auth": {"identity": {"methods": ["application_credential"], "application_credential": credential}}}
        if scope:
            auth["auth"]["scope"] = scope
        return s.call("anonymous", tokens, f"application credential: {name}", "/v3/auth/tokens", auth, bad=bad)

    good = {"id": one["id"], "secret": "securesecret"}
    answer = attempt("by id", good, bad=False)
    attempt("by name", {"name": one["name"], "secret": "securesecret", "user": {"id": s.user("own")}}, bad=False)
    attempt(
        "by user name",
        {
            "name": one["name"],
            "secret": "securesecret",
            "user": {"name": f"{s.cast.tag}-owner", "domain": {"id": s.domain("own")}},
        },
        bad=False,
    )
    attempt("wrong secret", {**good, "secret": "x"})
    attempt("no secret", {"id": one["id"]})
    attempt("unknown", {"id": "0" * 32, "secret": "x"})
    attempt("by name without user", {"name": one["name"], "secret": "securesecret"})
    attempt("unknown name", {"name": "nosuch", "secret": "securesecret", "user": {"id": s.user("own")}})
    attempt("empty", {})
    attempt("scoped to its project", good, {"project": {"id": s.project("own")}}, bad=False)
    attempt("scoped elsewhere", good, {"project": {"id": s.project("foreign")}})
    attempt("scoped to the system", good, {"system": {"all": True}})
    attempt("unscoped", good, "unscoped")
    token = answer.headers.get("X-Subject-Token", "x")
    for method, path, body in (
        ("GET", "/v3/auth/tokens", None),
        ("POST", every.format(user_id=s.user("own")), {"application_credential": {"name": "x"}}),
        ("GET", every.format(user_id=s.user("own")), None),
        ("DELETE", f"{every.format(user_id=s.user('own'))}/{one['id']}", None),
        ("GET", f"/v3/users/{s.user('own')}", None),
        ("GET", "/v3/auth/projects", None),
    ):
        template = path.replace(s.user("own"), "{user_id}").replace(one["id"], "{application_credential_id}")
        s.call(
            "owner",
            f"{method} {template}",
            "with a token of an application credential",
            path,
            body,
            headers={"X-Subject-Token": token},
            token=token,
        )
    auth = {"auth": {"identity": {"methods": ["token"], "token": {"id": token}}}}
    s.call("owner", tokens, "application credential: rescoped", "/v3/auth/tokens", auth, bad=True)
    ruled = robot(
        "ruled",
        access_rules=[
            {"service": "identity", "method": "GET", "path": "/v3/users/{user_id}/application_credentials"},
            {"service": "identity", "method": "GET", "path": "/v3/auth/*"},
            {"service": "compute", "method": "GET", "path": "/**"},
        ],
    )
    answer = attempt("with access rules", {"id": ruled["id"], "secret": "securesecret"}, bad=False)
    token = answer.headers.get("X-Subject-Token", "x")
    for path in (
        "/v3/auth/tokens",
        "/v3/auth/projects",
        every.format(user_id=s.user("own")),
        f"/v3/users/{s.user('own')}",
        "/v3/auth/OS-FEDERATION/websso",
        "/v3",
    ):
        template = path.replace(s.user("own"), "{user_id}")
        s.call(
            "owner",
            f"GET {template}",
            "with a token of access rules",
            path,
            headers={"X-Subject-Token": token, "Openstack-Identity-Access-Rules": "1.0"},
            token=token,
        )


def mutants_of(body):
    good = plain(body)
    return [(name, mutant(good)) for name, mutant in mutants(good, ("id", "user_id", "colour"), ())]


SCENES = {"credentials": credentials, "ec2": ec2, "application credentials": application_credentials}
