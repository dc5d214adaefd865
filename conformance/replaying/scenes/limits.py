"""Registered limits and limits."""

from replaying.stage import ADMIN, FEW

ONE_SIDE = ("own",)


def limits(s):
    service = s.thing("service", "limited", {"type": "replayed"})
    region = s.thing("region", "limited", lambda: {"id": s.called("region")}, named=False)
    registered = s.thing(
        "registered_limit",
        "registered",
        lambda: [{"service_id": str(service), "resource_name": "cores", "default_limit": 10, "description": "d"}],
        named=False,
        wrapper="registered_limits",
    )
    every, one = "/v3/registered_limits", "/v3/registered_limits/{registered_limit_id}"
    on = lambda _: {"registered_limit_id": registered}
    s.operation("GET " + one, on, sides=ONE_SIDE)
    s.operation(
        "PATCH " + one,
        on,
        lambda _: {
            "registered_limit": {
                "resource_name": "changed",
                "default_limit": 5,
                "description": "changed",
                "region_id": region,
                "service_id": service,
            }
        },
        also=("id", "colour"),
        sides=ONE_SIDE,
    )
    s.operation("DELETE " + one, on, sides=ONE_SIDE)
    new = {"service_id": service, "region_id": region, "resource_name": "ram", "default_limit": 10, "description": "d"}
    s.operation("POST " + every, None, lambda _: {"registered_limits": [new]}, also=("id", "colour"), sides=ONE_SIDE)
    registered.id
    for name, more in (
        ("unknown service", {"service_id": "0" * 32}),
        ("unknown region", {"region_id": "nosuch"}),
        ("2**31", {"default_limit": 2**31}),
        ("-1", {"default_limit": -1}),
        ("-2", {"default_limit": -2}),
        ("1.5", {"default_limit": 1.5}),
        ("the same", {"resource_name": "cores", "region_id": None}),
    ):
        s.play(
            "POST " + every,
            name,
            body=lambda _, more=more: {"registered_limits": [{**new, **more}]},
            as_=FEW if "unknown" in name else ADMIN,
            bad=True,
        )
        s.play(
            "PATCH " + one,
            name,
            on(0),
            lambda _, more=more: {"registered_limit": more},
            as_=FEW if "unknown" in name else ADMIN,
            bad=True,
        )
    s.play("POST " + every, "two", body=lambda _: {"registered_limits": [new, {**new, "region_id": None}]}, as_=FEW)
    s.play("POST " + every, "twice the same", body=lambda _: {"registered_limits": [new, new]}, as_=FEW, bad=True)
    s.operation(
        "GET " + every, sides=ONE_SIDE, case="all", queries=("service_id=x", "region_id=", "resource_name=", "limit=x")
    )
    for query in (
        f"service_id={service}",
        f"region_id={region}",
        "resource_name=cores",
        "service_id=" + "0" * 32,
        "unknown=1",
    ):
        s.play("GET " + every, "?" + s.normal.text(query, {}), query="?" + query, as_=FEW)
    of_things(s, service, region, registered)


def of_things(s, service, region, registered):
    every, one = "/v3/limits", "/v3/limits/{limit_id}"
    things = {}

    def limit(side, kind):
        def wanted():
            registered.id
            at = s.project(side) if kind == "project" else s.domain(side)
            return [
                {
                    "service_id": str(service),
                    "resource_name": "cores",
                    "resource_limit": 5,
                    f"{kind}_id": at,
                    "description": "d",
                }
            ]

        name = f"{side} {kind}"
        return things.setdefault(name, s.thing("limit", name, wanted, named=False, wrapper="limits"))

    new = {"service_id": service, "resource_name": "cores", "resource_limit": 7, "description": "d"}
    on = lambda side: {"limit_id": limit(side, "project")}
    s.operation("GET " + one, on)
    for side in ("own", "foreign"):
        s.play("GET " + one, f"{side} domain's", {"limit_id": limit(side, "domain")})
    s.operation(
        "PATCH " + one,
        on,
        {"limit": {"resource_limit": 3, "description": "changed"}},
        also=("id", "project_id", "domain_id", "service_id", "region_id", "resource_name"),
    )
    s.play("PATCH " + one, "2**31", on("own"), {"limit": {"resource_limit": 2**31}}, as_=ADMIN, bad=True)
    s.play("PATCH " + one, "-2", on("own"), {"limit": {"resource_limit": -2}}, as_=ADMIN, bad=True)
    s.operation("DELETE " + one, on)
    for thing in things.values():
        thing.drop()
    s.operation(
        "POST " + every,
        None,
        lambda side: {"limits": [{**new, "project_id": s.project(side)}]},
        also=("id", "domain_id", "region_id"),
    )
    s.play("POST " + every, "a domain's", body=lambda _: {"limits": [{**new, "domain_id": s.domain("own")}]})
    for name, more in (
        ("unknown service", {"service_id": "0" * 32}),
        ("unknown region", {"region_id": "nosuch"}),
        ("unknown project", {"project_id": "0" * 32}),
        ("not registered", {"resource_name": "nosuch"}),
        ("registered without region", {"region_id": region}),
        ("both", {"domain_id": s.domain("own")}),
        ("2**31", {"resource_limit": 2**31}),
        ("-2", {"resource_limit": -2}),
        ("unlimited", {"resource_limit": -1}),
        ("more than registered", {"resource_limit": 1000}),
    ):
        s.play(
            "POST " + every,
            name,
            body=lambda _, more=more: {"limits": [{**new, "project_id": s.project("own"), **more}]},
            as_=FEW if "unknown" in name else ADMIN,
            bad=True,
        )
    s.play("POST " + every, "neither", body=lambda _: {"limits": [new]}, as_=ADMIN, bad=True)
    s.play(
        "POST " + every,
        "unknown domain",
        body=lambda _: {"limits": [{**new, "domain_id": "0" * 32}]},
        as_=FEW,
        bad=True,
    )
    for side in ("own", "foreign"):
        for kind in ("project", "domain"):
            limit(side, kind).id
    s.play(
        "POST " + every,
        "there",
        body=lambda _: {"limits": [{**new, "project_id": s.project("own")}]},
        as_=FEW,
        bad=True,
    )
    for method, body in (("DELETE", None), ("PATCH", {"registered_limit": {"resource_name": "other"}})):
        s.play(
            f"{method} /v3/registered_limits/{{registered_limit_id}}",
            "in use",
            {"registered_limit_id": registered.id},
            body,
            as_=FEW,
            bad=True,
        )
    s.operation(
        "GET " + every,
        case="all",
        sides=ONE_SIDE,
        queries=("service_id=x", "region_id=", "resource_name=", "domain_id=", "project_id="),
    )
    for query in (
        f"service_id={service}",
        f"project_id={s.project('own')}",
        f"project_id={s.project('foreign')}",
        f"domain_id={s.domain('own')}",
        f"domain_id={s.domain('foreign')}",
        f"region_id={region}",
        "resource_name=cores",
        "unknown=1",
    ):
        s.play("GET " + every, "?" + s.normal.text(query, {}), query="?" + query)
    s.play(
        "GET /v3/projects/{project_id}",
        "with limits",
        {"project_id": s.project("own")},
        query="?include_limits",
        as_=FEW,
    )
    s.operation("GET /v3/limits/model", case="model", sides=ONE_SIDE)
    s.play("GET /v3/limits/model", "a list as body", body="[]", as_=FEW, bad=True)


SCENES = {"limits": limits}
