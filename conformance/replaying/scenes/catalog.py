"""Regions, services, endpoints, policies with what they are for, endpoint filters."""

from replaying.stage import ADMIN, FEW, LONG

ONE_SIDE = ("own",)


def regions(s):
    region = s.thing("region", "region", lambda: {"id": s.called("region"), "description": "d"}, named=False)
    parent = s.thing("region", "parent", lambda: {"id": s.called("parent")}, named=False)
    child = s.thing("region", "child", lambda: {"id": s.called("child"), "parent_region_id": str(parent)}, named=False)
    one = "/v3/regions/{region_id}"

    def tidy(answer):
        s.undo(answer)
        # A parent that does not exist may be made with the region that names it, whatever its name.
        for odd in ("%20", "x", LONG[:255], "True", "7"):
            s.api.send("DELETE", f"/v3/regions/{odd}")

    child.id
    s.operation("GET " + one, lambda _: {"region_id": region}, sides=ONE_SIDE)
    s.operation(
        "PATCH " + one,
        lambda _: {"region_id": region},
        {"region": {"description": "changed", "parent_region_id": None}},
        also=("id", "colour"),
        sides=ONE_SIDE,
    )
    s.play(
        "PATCH " + one, "a parent", {"region_id": region}, {"region": {"parent_region_id": s.called("parent")}}, as_=FEW
    )
    s.play(
        "PATCH " + one,
        "unknown parent",
        {"region_id": region},
        {"region": {"parent_region_id": "nosuch"}},
        as_=FEW,
        bad=True,
    )
    s.play(
        "PATCH " + one,
        "itself as parent",
        {"region_id": region},
        {"region": {"parent_region_id": s.called("region")}},
        as_=ADMIN,
        bad=True,
    )
    s.play(
        "PATCH " + one,
        "circle",
        {"region_id": parent},
        {"region": {"parent_region_id": s.called("child")}},
        as_=ADMIN,
        bad=True,
    )
    child.id
    s.play("DELETE " + one, "with a child", {"region_id": parent}, as_=FEW, bad=True)
    s.operation("DELETE " + one, lambda _: {"region_id": region}, sides=ONE_SIDE)
    s.operation(
        "POST /v3/regions",
        None,
        {"region": {"id": s.called("new"), "description": "d", "parent_region_id": None}},
        also=("colour", "extra"),
        undo=tidy,
        sides=ONE_SIDE,
    )
    s.play("POST /v3/regions", "no id", body={"region": {"description": "d"}}, as_=FEW)
    s.play("POST /v3/regions", "twice", body={"region": {"id": s.called("child")}}, as_=FEW, bad=True)
    s.play(
        "POST /v3/regions",
        "unknown parent",
        body={"region": {"id": s.called("new"), "parent_region_id": s.called("nosuch")}},
        as_=ADMIN,
        bad=True,
    )
    s.operation(
        "PUT " + one,
        lambda _: {"region_id": s.called("put")},
        {"region": {"description": "d", "parent_region_id": None}},
        also=("id", "colour"),
        unknown=False,
        undo=tidy,
        sides=ONE_SIDE,
    )
    s.play("PUT " + one, "other id", {"region_id": s.called("put")}, {"region": {"id": "other"}}, as_=FEW, bad=True)
    s.play("PUT " + one, "same id", {"region_id": s.called("put")}, {"region": {"id": s.called("put")}}, as_=FEW)
    s.play("PUT " + one, "there", {"region_id": s.called("child")}, {"region": {"description": "d"}}, as_=FEW, bad=True)
    s.operation(
        "GET /v3/regions",
        sides=ONE_SIDE,
        case="all",
        queries=("parent_region_id=", "nosuch=1", "parent_region_id=" + LONG, "limit=1"),
    )
    s.play("GET /v3/regions", "of a parent", query=f"?parent_region_id={s.called('parent')}", as_=FEW)


def services(s):
    service = s.thing("service", "service", {"type": "replayed", "description": "d"})
    one = "/v3/services/{service_id}"
    s.operation("GET " + one, lambda _: {"service_id": service}, sides=ONE_SIDE)
    s.operation(
        "PATCH " + one,
        lambda _: {"service_id": service},
        {"service": {"name": s.called("changed"), "type": "other", "enabled": False, "description": "changed"}},
        also=("id", "colour"),
        sides=ONE_SIDE,
    )
    s.operation("DELETE " + one, lambda _: {"service_id": service}, sides=ONE_SIDE)
    s.operation(
        "POST /v3/services",
        None,
        {"service": {"name": s.called("new"), "type": "replayed", "enabled": True, "description": "d"}},
        also=("id", "colour"),
        sides=ONE_SIDE,
    )
    s.play("POST /v3/services", "without a name", body={"service": {"type": "replayed"}}, as_=FEW)
    service.id
    s.operation("GET /v3/services", sides=ONE_SIDE, case="all", queries=("name=", "type=", "limit=x", "marker=nosuch"))
    for query in (
        "type=replayed",
        f"name={s.called('service')}",
        "type=nosuch",
        "name__contains=x",
        "enabled=true",
        "unknown=1",
    ):
        s.play("GET /v3/services", "?" + s.normal.text(query, {}), query="?" + query, as_=FEW)


def endpoints(s):
    service = s.thing("service", "service", {"type": "replayed"})
    region = s.thing("region", "region", lambda: {"id": s.called("region")}, named=False)
    endpoint = s.thing(
        "endpoint",
        "endpoint",
        lambda: {
            "service_id": str(service),
            "interface": "public",
            "url": "http://x.example.org/%(tenant_id)s",
            "region_id": str(region),
        },
    )
    one = "/v3/endpoints/{endpoint_id}"

    def tidy(answer):
        s.undo(answer)
        endpoint.drop()
        # Attribute `region` is of old, and makes the region that it names.
        for odd in ("%20", "x", "True", "7", s.called("old")):
            s.api.send("DELETE", f"/v3/regions/{odd}")

    s.operation("GET " + one, lambda _: {"endpoint_id": endpoint}, sides=ONE_SIDE)
    s.operation(
        "PATCH " + one,
        lambda _: {"endpoint_id": endpoint},
        lambda _: {
            "endpoint": {
                "name": "changed",
                "interface": "admin",
                "url": "http://y.example.org/",
                "enabled": False,
                "description": "changed",
                "region_id": None,
                "service_id": service,
            }
        },
        also=("id", "colour"),
        undo=tidy,
        sides=ONE_SIDE,
    )
    s.operation("DELETE " + one, lambda _: {"endpoint_id": endpoint}, sides=ONE_SIDE)
    s.operation(
        "POST /v3/endpoints",
        None,
        lambda _: {
            "endpoint": {
                "name": "new",
                "interface": "internal",
                "url": "http://x.example.org/$(project_id)s",
                "enabled": True,
                "description": "d",
                "region_id": region,
                "service_id": service,
            }
        },
        also=("id", "colour"),
        undo=tidy,
        sides=ONE_SIDE,
    )
    least = {"interface": "public", "url": "http://x.example.org/", "service_id": service}
    s.play("POST /v3/endpoints", "least", body=lambda _: {"endpoint": least}, as_=FEW)
    for name, more in (
        ("unknown service", {"service_id": "0" * 32}),
        ("unknown region", {"region_id": "nosuch"}),
        ("interface", {"interface": "nosuch"}),
        ("url", {"url": "nosuch"}),
        ("url with a gap", {"url": "http://x/%(nosuch)s"}),
        ("broken url", {"url": "http://x/%(tenant_id)"}),
        ("url of 226", {"url": "http://" + "x" * 219}),
        ("secret in url", {"url": "http://x/%(admin_token)s"}),
        ("old region", {"region": s.called("old")}),
        ("percent", {"url": "http://x/%"}),
    ):
        s.play(
            "POST /v3/endpoints",
            name,
            body=lambda _, more=more: {"endpoint": {**least, **more}},
            as_=FEW if "unknown" in name else ADMIN,
            undo=tidy,
            bad=True,
        )
        s.play(
            "PATCH " + one,
            name,
            {"endpoint_id": endpoint},
            lambda _, more=more: {"endpoint": more},
            as_=FEW if "unknown" in name else ADMIN,
            undo=tidy,
            bad=True,
        )
    endpoint.id
    s.operation(
        "GET /v3/endpoints",
        sides=ONE_SIDE,
        case="all",
        queries=("interface=nosuch", "limit=x", "region_id=", "marker=nosuch"),
    )
    for query in (
        f"service_id={service}",
        "interface=public",
        f"region_id={region}",
        "region_id=RegionOne",
        "service_id=" + "0" * 32,
        f"region={region}",
        "unknown=1",
    ):
        s.play("GET /v3/endpoints", "?" + s.normal.text(query, {}), query="?" + query, as_=FEW)
    s.play("DELETE /v3/regions/{region_id}", "with an endpoint", {"region_id": region}, as_=ADMIN, bad=True)
    s.play("DELETE /v3/services/{service_id}", "with an endpoint", {"service_id": service}, as_=ADMIN)


def policies(s):
    policy = s.thing("policy", "policy", {"type": "application/json", "blob": "{}"}, named=False)
    one = "/v3/policies/{policy_id}"
    s.operation("GET " + one, lambda _: {"policy_id": policy}, sides=ONE_SIDE)
    s.operation(
        "PATCH " + one,
        lambda _: {"policy_id": policy},
        {"policy": {"type": "text/plain", "blob": "changed"}},
        also=("id", "colour", "name"),
        sides=ONE_SIDE,
    )
    s.operation("DELETE " + one, lambda _: {"policy_id": policy}, sides=ONE_SIDE)
    s.operation(
        "POST /v3/policies",
        None,
        {"policy": {"type": "text/plain", "blob": "new"}},
        also=("id", "colour", "name"),
        sides=ONE_SIDE,
    )
    policy.id
    s.operation("GET /v3/policies", sides=ONE_SIDE, case="all", queries=("limit=x", "marker=nosuch", "type="))
    for query in ("type=application/json", "type=nosuch", "blob={}", "unknown=1"):
        s.play("GET /v3/policies", "?" + query, query="?" + query.replace("{", "%7B").replace("}", "%7D"), as_=FEW)
    associations(s, policy)


def associations(s, policy):
    service = s.thing("service", "of-policy", {"type": "replayed"})
    region = s.thing("region", "of-policy", lambda: {"id": s.called("of-policy")}, named=False)
    endpoint = s.thing(
        "endpoint",
        "of-policy",
        lambda: {"service_id": str(service), "interface": "public", "url": "http://x/", "region_id": str(region)},
    )
    base = "/v3/policies/{policy_id}/OS-ENDPOINT-POLICY"
    lists, reverse = f"GET {base}/endpoints", "GET /v3/endpoints/{endpoint_id}/OS-ENDPOINT-POLICY/policy"
    s.operation(lists, lambda _: {"policy_id": policy}, sides=ONE_SIDE, case="none")
    s.operation(reverse, lambda _: {"endpoint_id": endpoint}, sides=ONE_SIDE, case="none")
    ids = {"policy_id": policy.id, "endpoint_id": endpoint.id, "service_id": service.id, "region_id": region.id}
    for rest in ("/endpoints/{endpoint_id}", "/services/{service_id}", "/services/{service_id}/regions/{region_id}"):
        path = base + rest

        def on(_, path=path):
            return {name: value for name, value in ids.items() if "{" + name + "}" in path}

        def again(_=None, path=path):
            s.setup("PUT", path.format(**ids))

        s.operation("PUT " + path, on, sides=ONE_SIDE)
        s.play("GET " + path, "not associated", on(0), as_=FEW, bad=True)
        s.play("DELETE " + path, "not associated", on(0), as_=FEW, bad=True)
        again()
        s.play("PUT " + path, "there", on(0), as_=FEW, undo=again)
        s.operation("GET " + path, on, sides=ONE_SIDE)
        s.operation(lists, lambda _: {"policy_id": policy}, sides=ONE_SIDE, case="by " + rest, unknown=False)
        s.operation(reverse, lambda _: {"endpoint_id": endpoint}, sides=ONE_SIDE, case="by " + rest, unknown=False)
        s.operation("DELETE " + path, on, sides=ONE_SIDE, undo=again)
        s.api.send("DELETE", path.format(**ids))


def filters(s):
    service = s.thing("service", "filtered", {"type": "replayed"})
    endpoint = s.thing(
        "endpoint", "filtered", lambda: {"service_id": str(service), "interface": "public", "url": "http://x/"}
    )
    project = s.thing("project", "filtering", {"domain_id": s.domain("own")})
    base = "/v3/OS-EP-FILTER"
    group = s.thing(
        "endpoint_group",
        "group",
        lambda: {"description": "d", "filters": {"interface": "public", "service_id": str(service)}},
        path=base + "/endpoint_groups",
    )
    every, one = base + "/endpoint_groups", base + "/endpoint_groups/{endpoint_group_id}"
    on = lambda _: {"endpoint_group_id": group}
    s.operation("GET " + one, on, sides=ONE_SIDE)
    s.operation(
        "PATCH " + one,
        on,
        {"endpoint_group": {"name": s.called("changed"), "description": "changed", "filters": {"interface": "admin"}}},
        also=("id", "colour"),
        sides=ONE_SIDE,
    )
    s.operation("DELETE " + one, on, sides=ONE_SIDE)
    s.operation(
        "POST " + every,
        None,
        lambda _: {
            "endpoint_group": {
                "name": s.called("new"),
                "description": "d",
                "filters": {"interface": "public", "service_id": service},
            }
        },
        also=("id", "colour"),
        sides=ONE_SIDE,
    )
    for name, wrong in (
        ("nosuch", {"nosuch": "x"}),
        ("interface", {"interface": "nosuch"}),
        ("number", {"interface": 7}),
        ("region_id", {"region_id": None}),
        ("enabled", {"enabled": True}),
    ):
        s.play(
            "POST " + every,
            f"filter {name}",
            body=lambda _, wrong=wrong: {"endpoint_group": {"name": s.called("new"), "filters": wrong}},
            as_=ADMIN,
            bad=True,
        )
        s.play(
            "PATCH " + one,
            f"filter {name}",
            on(0),
            lambda _, wrong=wrong: {"endpoint_group": {"filters": wrong}},
            as_=ADMIN,
            bad=True,
        )
    s.play(
        "POST " + every,
        "twice",
        body=lambda _: {"endpoint_group": {"name": group.said["name"], "filters": {}}},
        as_=ADMIN,
        bad=True,
    )
    group.id
    s.operation("GET " + every, sides=ONE_SIDE, case="all", queries=("name=", "nosuch=1", "limit=x"))
    s.play("GET " + every, "named", query=f"?name={s.called('group')}", as_=FEW)
    ids = {"endpoint_group_id": group.id, "project_id": project.id, "endpoint_id": endpoint.id}
    for path, lists in (
        (
            one + "/projects/{project_id}",
            (
                one + "/projects",
                one + "/endpoints",
                base + "/projects/{project_id}/endpoint_groups",
                base + "/projects/{project_id}/endpoints",
            ),
        ),
        (
            base + "/projects/{project_id}/endpoints/{endpoint_id}",
            (base + "/endpoints/{endpoint_id}/projects", base + "/projects/{project_id}/endpoints"),
        ),
    ):

        def some(path):
            return lambda _: {name: value for name, value in ids.items() if "{" + name + "}" in path}

        def again(_=None, path=path):
            s.setup("PUT", path.format(**ids))

        s.operation("PUT " + path, some(path), sides=ONE_SIDE)
        s.play("GET " + path, "not there", some(path)(0), as_=FEW, bad=True)
        s.play("DELETE " + path, "not there", some(path)(0), as_=FEW, bad=True)
        for listed in lists:
            s.operation("GET " + listed, some(listed), sides=ONE_SIDE, case="none")
        again()
        s.play("PUT " + path, "there", some(path)(0), as_=FEW, undo=again, bad=True)
        s.operation("GET " + path, some(path), sides=ONE_SIDE)
        for listed in lists:
            s.operation(
                "GET " + listed,
                some(listed),
                sides=ONE_SIDE,
                case="by " + path,
                unknown=False,
                queries=("name=x", "limit=x", "service_id=x"),
            )
        s.operation("DELETE " + path, some(path), sides=ONE_SIDE, undo=again)
        s.api.send("DELETE", path.format(**ids))


SCENES = {
    "regions": regions,
    "services": services,
    "endpoints": endpoints,
    "policies": policies,
    "endpoint filter": filters,
}
