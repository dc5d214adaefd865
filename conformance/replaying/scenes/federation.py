"""Identity providers, protocols, mappings, service providers, and the doors of federation."""

from replaying.stage import ADMIN, FEW

ONE_SIDE = ("own",)
BASE = "/v3/OS-FEDERATION"
RULES = [{"local": [{"user": {"name": "{0}"}}, {"group": {"id": "0" * 32}}], "remote": [{"type": "REMOTE_NAME"}]}]


def federation(s):
    mapping = s.thing(
        "mapping",
        "mapping",
        {"rules": RULES},
        named=False,
        put=True,
        path=lambda: f"{BASE}/mappings/{s.called('mapping')}",
    )
    idp = s.thing(
        "identity_provider",
        "idp",
        {"description": "d", "enabled": True, "remote_ids": [s.called("remote")], "domain_id": s.domain("own")},
        named=False,
        put=True,
        path=lambda: f"{BASE}/identity_providers/{s.called('idp')}",
    )
    protocol = s.thing(
        "protocol",
        "protocol",
        lambda: {"mapping_id": mapping.id},
        named=False,
        put=True,
        path=lambda: f"{BASE}/identity_providers/{idp.id}/protocols/{s.called('protocol')}",
    )
    service = s.thing(
        "service_provider",
        "sp",
        {
            "auth_url": "http://x.example.org/auth",
            "sp_url": "http://x.example.org/sp",
            "description": "d",
            "enabled": True,
        },
        named=False,
        put=True,
        path=lambda: f"{BASE}/service_providers/{s.called('sp')}",
    )
    mappings(s, mapping)
    providers(s, idp)
    protocols(s, mapping, idp, protocol)
    service_providers(s, service)
    for word in ("projects", "domains"):
        s.operation(f"GET {BASE}/{word}", sides=ONE_SIDE, case="mine", queries=("name=", "limit=x"))
    doors(s, mapping, idp, protocol)


def mappings(s, mapping):
    every, one = BASE + "/mappings", BASE + "/mappings/{mapping_id}"
    on = lambda _: {"mapping_id": mapping}
    new = lambda _: {"mapping_id": s.called("new")}
    s.operation("GET " + one, on, sides=ONE_SIDE)
    s.operation(
        "PUT " + one,
        new,
        {"mapping": {"rules": RULES, "schema_version": "1.0"}},
        also=("id", "colour"),
        unknown=False,
        sides=ONE_SIDE,
    )
    s.operation(
        "PATCH " + one,
        on,
        {"mapping": {"rules": RULES[:1] * 2, "schema_version": "2.0"}},
        also=("id", "colour"),
        sides=ONE_SIDE,
    )
    for name, rules in (
        ("no local", [{"remote": [{"type": "x"}]}]),
        ("no remote", [{"local": [{"user": {"name": "x"}}]}]),
        ("empty rule", [{}]),
        ("remote without type", [{"local": [{"user": {"name": "x"}}], "remote": [{}]}]),
        ("remote empty", [{"local": [{"user": {"name": "x"}}], "remote": []}]),
        ("condition", [{"local": [{"user": {"name": "x"}}], "remote": [{"type": "x", "any_one_of": ["a"]}]}]),
        (
            "two conditions",
            [{"local": [{"user": {"name": "x"}}], "remote": [{"type": "x", "any_one_of": ["a"], "not_any_of": ["b"]}]}],
        ),
        (
            "list and regex",
            [
                {
                    "local": [{"groups": "{0}", "domain": {"name": "x"}}],
                    "remote": [{"type": "x", "whitelist": ["a"], "regex": True}],
                }
            ],
        ),
        ("local stranger", [{"local": [{"stranger": "x"}], "remote": [{"type": "x"}]}]),
        ("user by id", [{"local": [{"user": {"id": "x"}}], "remote": [{"type": "x"}]}]),
        ("user type", [{"local": [{"user": {"name": "x", "type": "nosuch"}}], "remote": [{"type": "x"}]}]),
        ("group by name", [{"local": [{"group": {"name": "x", "domain": {"name": "y"}}}], "remote": [{"type": "x"}]}]),
        ("group without domain", [{"local": [{"group": {"name": "x"}}], "remote": [{"type": "x"}]}]),
        (
            "projects",
            [{"local": [{"projects": [{"name": "x", "roles": [{"name": "member"}]}]}], "remote": [{"type": "x"}]}],
        ),
        ("rules = {}", {}),
    ):
        s.play(
            "PUT " + one,
            f"rules: {name}",
            new(0),
            lambda _, rules=rules: {"mapping": {"rules": rules}},
            as_=ADMIN,
            bad=True,
        )
    for version in ("2.0", "3.0"):
        s.play(
            "PUT " + one,
            f"version {version}",
            new(0),
            {"mapping": {"rules": RULES, "schema_version": version}},
            as_=ADMIN,
        )
    mapping.id
    s.play("PUT " + one, "there", on(0), {"mapping": {"rules": RULES}}, as_=FEW, bad=True, undo=lambda _: None)
    s.operation("GET " + every, sides=ONE_SIDE, case="all", queries=("limit=x", "nosuch=1"))
    s.operation("DELETE " + one, on, sides=ONE_SIDE)


def providers(s, idp):
    every, one = BASE + "/identity_providers", BASE + "/identity_providers/{idp_id}"
    on = lambda _: {"idp_id": idp}
    new = lambda _: {"idp_id": s.called("new")}
    s.operation("GET " + one, on, sides=ONE_SIDE)
    s.operation(
        "PUT " + one,
        new,
        {
            "identity_provider": {
                "description": "d",
                "enabled": True,
                "remote_ids": [s.called("other")],
                "domain_id": s.domain("foreign"),
                "authorization_ttl": 5,
            }
        },
        also=("id", "colour"),
        unknown=False,
        sides=ONE_SIDE,
        skip=("domain_id",),
    )
    for name, more in (
        ("unknown domain", {"domain_id": "0" * 32}),
        ("remote id taken", {"remote_ids": [s.called("remote")]}),
        ("remote id twice", {"remote_ids": ["a", "a"]}),
        ("remote id of 65", {"remote_ids": ["x" * 65]}),
        ("ttl -1", {"authorization_ttl": -1}),
        ("domain = 7", {"domain_id": 7}),
    ):
        idp.id
        s.play(
            "PUT " + one,
            name,
            new(0),
            lambda _, more=more: {"identity_provider": {"domain_id": s.domain("foreign"), **more}},
            as_=FEW if name == "unknown domain" else ADMIN,
            bad=True,
        )
    s.operation(
        "PATCH " + one,
        on,
        {
            "identity_provider": {
                "description": "changed",
                "enabled": False,
                "remote_ids": [s.called("other")],
                "authorization_ttl": 7,
            }
        },
        also=("id", "colour", "domain_id"),
        sides=ONE_SIDE,
    )
    idp.id
    s.play(
        "PUT " + one,
        "there",
        on(0),
        {"identity_provider": {"domain_id": s.domain("own")}},
        as_=FEW,
        bad=True,
        undo=lambda _: None,
    )
    s.operation("GET " + every, sides=ONE_SIDE, case="all", queries=("limit=x", "enabled=maybe", "id="))
    for query in (f"id={s.called('idp')}", "id=nosuch", "enabled=true", "enabled=false", "nosuch=1"):
        s.play("GET " + every, "?" + s.normal.text(query, {}), query="?" + query, as_=FEW)
    s.operation("DELETE " + one, on, sides=ONE_SIDE)


def protocols(s, mapping, idp, protocol):
    every = BASE + "/identity_providers/{idp_id}/protocols"
    one = every + "/{protocol_id}"
    mapping.id, idp.id
    on = lambda _: {"idp_id": idp.id, "protocol_id": protocol}
    new = lambda _: {"idp_id": idp.id, "protocol_id": s.called("new")}
    s.operation("GET " + one, on, sides=ONE_SIDE)
    s.operation(
        "PUT " + one,
        new,
        lambda _: {"protocol": {"mapping_id": mapping.id, "remote_id_attribute": "x"}},
        also=("id", "colour"),
        unknown=False,
        sides=ONE_SIDE,
    )
    s.play("PUT " + one, "unknown mapping", new(0), {"protocol": {"mapping_id": "nosuch"}}, as_=FEW, bad=True)
    s.play(
        "PUT " + one,
        "unknown provider",
        {"idp_id": "nosuch", "protocol_id": "x"},
        lambda _: {"protocol": {"mapping_id": mapping.id}},
        as_=FEW,
        bad=True,
    )
    s.operation(
        "PATCH " + one,
        on,
        lambda _: {"protocol": {"mapping_id": mapping.id, "remote_id_attribute": "y"}},
        also=("id", "colour", "idp_id"),
        sides=ONE_SIDE,
    )
    s.play("PATCH " + one, "unknown mapping", on(0), {"protocol": {"mapping_id": "nosuch"}}, as_=FEW, bad=True)
    protocol.id
    s.play(
        "PUT " + one,
        "there",
        on(0),
        lambda _: {"protocol": {"mapping_id": mapping.id}},
        as_=FEW,
        bad=True,
        undo=lambda _: None,
    )
    s.operation("GET " + every, lambda _: {"idp_id": idp.id}, sides=ONE_SIDE, queries=("limit=x", "nosuch=1"))
    s.operation("DELETE " + one, on, sides=ONE_SIDE)
    protocol.id
    s.play(
        "DELETE " + BASE + "/mappings/{mapping_id}",
        "in use",
        {"mapping_id": mapping.id},
        as_=ADMIN,
        bad=True,
        undo=lambda _: mapping.drop(),
    )


def service_providers(s, service):
    every, one = BASE + "/service_providers", BASE + "/service_providers/{service_provider_id}"
    on = lambda _: {"service_provider_id": service}
    new = lambda _: {"service_provider_id": s.called("new")}
    whole = {
        "auth_url": "http://x.example.org/auth",
        "sp_url": "http://x.example.org/sp",
        "description": "d",
        "enabled": False,
        "relay_state_prefix": "ss:mem:",
    }
    s.operation("GET " + one, on, sides=ONE_SIDE)
    s.operation("PUT " + one, new, {"service_provider": whole}, also=("id", "colour"), unknown=False, sides=ONE_SIDE)
    s.operation(
        "PATCH " + one,
        on,
        {"service_provider": {**whole, "description": "changed"}},
        also=("id", "colour"),
        sides=ONE_SIDE,
    )
    service.id
    s.play("PUT " + one, "there", on(0), {"service_provider": whole}, as_=FEW, bad=True, undo=lambda _: None)
    s.play("PUT " + one, "no URL", new(0), {"service_provider": {**whole, "sp_url": "nosuch"}}, as_=ADMIN, bad=True)
    s.operation("GET " + every, sides=ONE_SIDE, case="all", queries=("limit=x", "enabled=maybe", "id="))
    for query in (f"id={s.called('sp')}", "id=nosuch", "enabled=true", "enabled=false", "nosuch=1"):
        s.play("GET " + every, "?" + s.normal.text(query, {}), query="?" + query, as_=FEW)
    s.operation("DELETE " + one, on, sides=ONE_SIDE)


def doors(s, mapping, idp, protocol):
    """Without a web server that has asserted anything, every door stays shut."""
    mapping.id, idp.id, protocol.id
    auth = BASE + "/identity_providers/{idp_id}/protocols/{protocol_id}/auth"
    sso = "/v3/auth/OS-FEDERATION/identity_providers/{idp_id}/protocols/{protocol_id}/websso"
    on = {"idp_id": idp.id, "protocol_id": protocol.id}
    for method in ("GET", "POST"):
        body = {} if method == "POST" else None
        s.play(f"{method} {auth}", "nothing asserted", on, body, as_=FEW, bad=True)
        s.play(f"{method} {auth}", "unknown provider", {**on, "idp_id": "nosuch"}, body, as_=FEW, bad=True)
        s.play(f"{method} {auth}", "unknown protocol", {**on, "protocol_id": "nosuch"}, body, as_=FEW, bad=True)
        for query in ("", "?origin=", "?origin=http://x.example.org"):
            s.play(f"{method} {sso}", f"nothing asserted {query}", on, body, query=query, as_=FEW, bad=True)
            s.play(
                f"{method} {sso}",
                f"unknown provider {query}",
                {**on, "idp_id": "nosuch"},
                body,
                query=query,
                as_=ADMIN,
                bad=True,
            )
            s.play(
                f"{method} /v3/auth/OS-FEDERATION/websso/{{protocol_id}}",
                f"nothing asserted {query}",
                {"protocol_id": protocol.id},
                body,
                query=query,
                as_=FEW,
                bad=True,
            )
            s.play(
                f"{method} /v3/auth/OS-FEDERATION/websso/{{protocol_id}}",
                f"unknown protocol {query}",
                {"protocol_id": "nosuch"},
                body,
                query=query,
                as_=ADMIN,
                bad=True,
            )
    s.operation(f"GET {BASE}/saml2/metadata", case="not set up", sides=ONE_SIDE, queries=("x=1",))
    for path in ("/v3/auth/OS-FEDERATION/saml2", "/v3/auth/OS-FEDERATION/saml2/ecp"):
        good = {
            "auth": {
                "identity": {"methods": ["token"], "token": {"id": s.cast.tokens["owner"]}},
                "scope": {"service_provider": {"id": "nosuch"}},
            }
        }
        s.play("POST " + path, "unknown provider", body=good, as_=FEW, bad=True, undo=lambda _: None)
        for name, body in (
            ("nothing", None),
            ("{}", {}),
            ("auth = {}", {"auth": {}}),
            ("auth = x", {"auth": "x"}),
            ("no scope", {"auth": {"identity": good["auth"]["identity"]}}),
            ("bad token", {"auth": {**good["auth"], "identity": {"methods": ["token"], "token": {"id": "x"}}}}),
            ("stranger", {"auth": {**good["auth"], "stranger": 1}}),
            ("other method", {"auth": {**good["auth"], "identity": {"methods": ["password"], "token": {"id": "x"}}}}),
        ):
            s.play("POST " + path, f"body is {name}", body=body, as_=ADMIN, bad=True, undo=lambda _: None)
        for number, query in enumerate(("", "?x=1", "?y")):
            s.play("GET " + path, f"refused {number}", query=query, as_=FEW, bad=True)


SCENES = {"federation": federation}
