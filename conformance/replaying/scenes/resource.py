"""Domains, projects, their tags, and what a domain sets for itself."""

from replaying.stage import ADMIN, FEW

LISTS = ("name=", "limit=x", "enabled=maybe", "marker=nosuch")


def domains(s):
    things = {}

    def domain(side):
        return things.setdefault(side, s.thing("domain", f"domain-{side}", {"description": "d"}))

    one = "/v3/domains/{domain_id}"
    for side in ("own", "foreign"):
        s.play("GET " + one, f"{side}, the personas'", {"domain_id": s.domain(side)})
    s.play("GET " + one, "default", {"domain_id": "default"}, as_=FEW)
    s.operation("GET " + one, lambda side: {"domain_id": domain(side)}, sides=("own",), case="nobody's")
    s.operation(
        "PATCH " + one,
        lambda side: {"domain_id": domain(side)},
        {
            "domain": {
                "name": s.called("changed"),
                "description": "changed",
                "enabled": False,
                "tags": ["b", "a"],
                "options": {"immutable": False},
            }
        },
        also=("id", "extra", "colour", "explicit_domain_id", "is_domain"),
        sides=("own",),
    )
    s.operation(
        "POST /v3/domains",
        None,
        {
            "domain": {
                "name": s.called("new"),
                "description": "d",
                "enabled": False,
                "tags": ["b", "a"],
                "options": {"immutable": False},
            }
        },
        also=("id", "extra", "colour", "explicit_domain_id", "is_domain"),
        sides=("own",),
    )
    s.play(
        "POST /v3/domains",
        "explicit id",
        body={"domain": {"name": s.called("explicit"), "explicit_domain_id": "ab" * 16}},
        as_=FEW,
    )
    s.play(
        "POST /v3/domains",
        "explicit id, no UUID",
        body={"domain": {"name": s.called("explicit"), "explicit_domain_id": s.called("id")}},
        as_=ADMIN,
        bad=True,
    )
    s.play("POST /v3/domains", "twice", body={"domain": {"name": s.cast.tag + "-own"}}, as_=FEW, bad=True)
    s.play(
        "POST /v3/domains",
        "immutable",
        body={"domain": {"name": s.called("immutable"), "options": {"immutable": True}}},
        as_=ADMIN,
    )
    s.play(
        "PATCH " + one,
        "name taken",
        {"domain_id": domain("own")},
        {"domain": {"name": s.cast.tag + "-own"}},
        as_=FEW,
        bad=True,
    )
    s.play(
        "PATCH " + one, "default's id", {"domain_id": domain("own")}, {"domain": {"id": "default"}}, as_=ADMIN, bad=True
    )
    s.play("DELETE " + one, "enabled", {"domain_id": domain("own")}, bad=True)
    disabled = s.thing("domain", "disabled", {"enabled": False})
    s.operation("DELETE " + one, lambda _: {"domain_id": disabled}, sides=("own",), case="disabled")
    immutable = s.thing("domain", "immutable", {"enabled": False, "options": {"immutable": True}})
    s.play("DELETE " + one, "immutable", {"domain_id": immutable}, as_=FEW, bad=True)
    s.play("PATCH " + one, "immutable", {"domain_id": immutable}, {"domain": {"description": "x"}}, as_=FEW, bad=True)
    s.play(
        "PATCH " + one,
        "mutable again",
        {"domain_id": immutable},
        {"domain": {"options": {"immutable": False}}},
        as_=FEW,
    )
    s.operation("GET /v3/domains", sides=("own",), case="all", queries=LISTS)
    for query in (
        f"name={s.cast.tag}-own",
        "enabled=false",
        "enabled=true",
        "enabled",
        f"name__startswith={s.cast.tag}",
        "unknown=1",
        f"name={s.cast.tag}-foreign",
    ):
        s.play(
            "GET /v3/domains",
            "?" + s.normal.text(query, {}),
            query="?" + query,
            as_=("admin", "domain-reader", "foreign-manager"),
        )


def projects(s):
    things = {}

    def project(side):
        return things.setdefault(
            side,
            s.thing(
                "project", f"project-{side}", {"domain_id": s.domain(side), "description": "d", "tags": ["y", "x"]}
            ),
        )

    one = "/v3/projects/{project_id}"
    for side in ("own", "foreign"):
        s.play("GET " + one, f"{side}, the personas'", {"project_id": s.project(side)})
    s.operation(
        "GET " + one,
        lambda side: {"project_id": project(side)},
        queries=("parents_as_list&parents_as_ids", "subtree_as_list&subtree_as_ids"),
    )
    s.operation(
        "PATCH " + one,
        lambda side: {"project_id": project(side)},
        {
            "project": {
                "name": s.called("changed"),
                "description": "changed",
                "enabled": False,
                "tags": ["b", "a"],
                "options": {"immutable": False},
            }
        },
        also=("id", "domain_id", "parent_id", "is_domain", "colour"),
    )
    s.operation("DELETE " + one, lambda side: {"project_id": project(side)})
    s.operation(
        "POST /v3/projects",
        None,
        lambda side: {
            "project": {
                "name": s.called("new"),
                "domain_id": s.domain(side),
                "description": "d",
                "enabled": True,
                "tags": ["b", "a"],
                "options": {"immutable": False},
                "is_domain": False,
                "parent_id": s.domain(side),
            }
        },
        also=("id", "extra", "colour"),
    )
    post = "POST /v3/projects"
    s.play(post, "no domain", body={"project": {"name": s.called("new")}})
    s.play(
        post, "under a project", body=lambda _: {"project": {"name": s.called("new"), "parent_id": s.project("own")}}
    )
    s.play(
        post, "twice", body={"project": {"name": s.cast.tag + "-own", "domain_id": s.domain("own")}}, as_=FEW, bad=True
    )
    s.play(post, "unknown domain", body={"project": {"name": "x", "domain_id": "0" * 32}}, as_=FEW, bad=True)
    s.play(
        post,
        "unknown parent",
        body={"project": {"name": "x", "domain_id": s.domain("own"), "parent_id": "0" * 32}},
        as_=FEW,
        bad=True,
    )
    s.play(
        post,
        "parent of another domain",
        body={"project": {"name": "x", "domain_id": s.domain("own"), "parent_id": s.project("foreign")}},
        as_=FEW,
        bad=True,
    )
    s.play(post, "a domain", body={"project": {"name": s.called("as-domain"), "is_domain": True}}, as_=FEW)
    s.play(
        post,
        "a domain with parent",
        body={"project": {"name": s.called("as-domain"), "is_domain": True, "parent_id": s.domain("own")}},
        as_=FEW,
        bad=True,
    )
    s.play(
        post,
        "tags twice",
        body={"project": {"name": s.called("new"), "domain_id": s.domain("own"), "tags": ["a", "a"]}},
        as_=ADMIN,
        bad=True,
    )
    s.play(
        post,
        "tag with a comma",
        body={"project": {"name": s.called("new"), "domain_id": s.domain("own"), "tags": ["a,b"]}},
        as_=ADMIN,
        bad=True,
    )
    s.play(
        post,
        "81 tags",
        body={"project": {"name": s.called("new"), "domain_id": s.domain("own"), "tags": [str(i) for i in range(81)]}},
        as_=ADMIN,
        bad=True,
    )
    child = s.thing("project", "child", lambda: {"parent_id": str(parent), "domain_id": s.domain("own")})
    parent = s.thing("project", "parent", {"domain_id": s.domain("own")})
    grandchild = s.thing(
        "project", "grandchild", lambda: {"parent_id": str(child), "domain_id": s.domain("own"), "enabled": False}
    )
    grandchild.id
    s.setup("PUT", f"/v3/projects/{child}/users/{s.user('own')}/roles/{s.cast.roles['member']}")
    for query in (
        "parents_as_list",
        "parents_as_ids",
        "subtree_as_list",
        "subtree_as_ids",
        "parents_as_ids&subtree_as_ids",
        "parents_as_list=False",
        "include_limits",
    ):
        for name, thing in (("parent", parent), ("child", child), ("grandchild", grandchild)):
            s.play(
                "GET " + one,
                f"{name}?{query}",
                {"project_id": thing},
                query="?" + query,
                as_=("admin", "domain-reader", "project-reader", "owner"),
            )
    s.play("DELETE " + one, "with children", {"project_id": parent}, as_=FEW, bad=True)
    s.play(
        "PATCH " + one,
        "disable with children",
        {"project_id": parent},
        {"project": {"enabled": False}},
        as_=FEW,
        bad=True,
    )
    s.play(
        "PATCH " + one,
        "name taken",
        {"project_id": project("own")},
        {"project": {"name": s.cast.tag + "-own"}},
        as_=FEW,
        bad=True,
    )
    s.play(
        "PATCH " + one,
        "other domain",
        {"project_id": project("own")},
        lambda _: {"project": {"domain_id": s.domain("foreign")}},
        as_=FEW,
        bad=True,
    )
    s.play(
        "PATCH " + one,
        "other parent",
        {"project_id": project("own")},
        lambda _: {"project": {"parent_id": s.project("own")}},
        as_=FEW,
        bad=True,
    )
    s.play(
        "PATCH " + one, "a domain", {"project_id": project("own")}, {"project": {"is_domain": True}}, as_=FEW, bad=True
    )
    immutable = s.thing("project", "immutable", {"domain_id": s.domain("own"), "options": {"immutable": True}})
    s.play("DELETE " + one, "immutable", {"project_id": immutable}, as_=FEW, bad=True)
    s.play("PATCH " + one, "immutable", {"project_id": immutable}, {"project": {"description": "x"}}, as_=FEW, bad=True)
    s.play(
        "PATCH " + one,
        "mutable again",
        {"project_id": immutable},
        {"project": {"options": {"immutable": False}}},
        as_=FEW,
    )
    s.play("DELETE " + one, "a domain's", {"project_id": s.domain("own")}, as_=FEW, bad=True)
    s.play("GET " + one, "a domain's", {"project_id": s.domain("own")}, as_=FEW)
    for side in ("own", "foreign"):
        s.play("GET /v3/projects", f"domain_id of {side}", query=f"?domain_id={s.domain(side)}")
    s.operation(
        "GET /v3/projects", sides=("own",), case="all", queries=LISTS + ("domain_id=", "is_domain=x", "parent_id=x")
    )
    project("own").id
    for query in (
        f"name={s.cast.tag}-own",
        "is_domain=true",
        "is_domain=false",
        "enabled=false",
        "tags=x",
        "tags=x,y",
        "tags-any=x,nosuch",
        "not-tags=x,y",
        "not-tags-any=x",
        "tags=",
        f"parent_id={s.domain('own')}",
        f"parent_id={parent}",
        "name__contains=hild",
        "domain_id=" + "0" * 32,
        "unknown=1",
    ):
        s.play(
            "GET /v3/projects",
            "?" + s.normal.text(query, {}),
            query="?" + query,
            as_=("admin", "domain-reader", "foreign-manager"),
        )


def tags(s):
    things = {}

    def project(side):
        return things.setdefault(
            side, s.thing("project", f"project-{side}", {"domain_id": s.domain(side), "tags": ["y", "x"]})
        )

    def on(side):
        return {"project_id": project(side)}

    def tagged(side):
        return {"value": "x", "project_id": project(side)}

    every = "/v3/projects/{project_id}/tags"
    anew = lambda _: [thing.drop() for thing in things.values()]
    for side in ("own", "foreign"):
        s.play("GET " + every, f"{side}, the personas'", {"project_id": s.project(side)})
        s.play(f"GET {every}/{{value}}", f"{side}, the personas'", {"project_id": s.project(side), "value": "nosuch"})
    s.operation("GET " + every, on)
    s.operation("PUT " + every, on, {"tags": ["b", "a"]}, undo=anew)
    for name, wrong in (
        ("a word", "x"),
        ("numbers", [1]),
        ("empty", [""]),
        ("comma", ["a,b"]),
        ("slash", ["a/b"]),
        ("long", ["x" * 256]),
        ("twice", ["a", "a"]),
        ("81", [str(i) for i in range(81)]),
        ("null", [None]),
    ):
        s.play(
            "PUT " + every,
            f"tags: {name}",
            on("own"),
            {"tags": wrong},
            as_=FEW if name == "a word" else ADMIN,
            undo=anew,
            bad=True,
        )
    s.operation("DELETE " + every, on, undo=anew)
    s.operation(f"GET {every}/{{value}}", tagged)
    s.play(f"GET {every}/{{value}}", "not there", {**on("own"), "value": "nosuch"}, as_=FEW, bad=True)
    s.operation(f"PUT {every}/{{value}}", lambda side: {**on(side), "value": "green"})
    s.play(f"PUT {every}/{{value}}", "there", {**on("own"), "value": "y"}, as_=FEW, undo=lambda _: None)
    s.play(f"PUT {every}/{{value}}", "comma", {**on("own"), "value": "a,b"}, as_=FEW, bad=True)
    s.play(f"PUT {every}/{{value}}", "256", {**on("own"), "value": "x" * 256}, as_=FEW, bad=True)
    s.operation(f"DELETE {every}/{{value}}", tagged, undo=anew)
    s.play(f"DELETE {every}/{{value}}", "not there", {**on("own"), "value": "nosuch"}, as_=FEW, bad=True)


def config(s):
    things = {}
    whole = {"config": {"identity": {"driver": "sql"}, "ldap": {"url": "ldap://x.example.org", "password": "hidden"}}}

    def domain(side):
        return things.setdefault(side, s.thing("domain", f"configured-{side}"))

    def on(side):
        return {"domain_id": s.domain(side)}

    def configured(_=None):
        for side in ("own", "foreign"):
            s.setup("PUT", f"/v3/domains/{s.domain(side)}/config", whole)

    def gone(_=None):
        for side in ("own", "foreign"):
            s.api.send("DELETE", f"/v3/domains/{s.domain(side)}/config")

    every = "/v3/domains/{domain_id}/config"
    group, option = every + "/{group}", every + "/{group}/{option}"
    wrongs = (
        ("driver = 7", {"config": {"identity": {"driver": 7}}}),
        ("no group", {"config": {"nosuch": {"x": "y"}}}),
        ("no option", {"config": {"identity": {"nosuch": "y"}}}),
        ("config = {}", {"config": {}}),
        ("config = []", {"config": []}),
        ("config = null", {"config": None}),
        ("identity = null", {"config": {"identity": None}}),
        ("identity = {}", {"config": {"identity": {}}}),
        ("identity = x", {"config": {"identity": "x"}}),
        ("{}", {}),
        ("a list", "[]"),
        ("no JSON", "{"),
        ("nothing", None),
        ("not supported", {"config": {"DEFAULT": {"debug": "true"}}}),
        ("option = null", {"config": {"ldap": {"url": None}}}),
        ("option = []", {"config": {"ldap": {"url": []}}}),
        ("option = {}", {"config": {"ldap": {"url": {}}}}),
    )
    # Nothing is set yet.
    for path, more in (
        (every, {}),
        (group, {"group": "identity"}),
        (option, {"group": "identity", "option": "driver"}),
    ):
        for method in ("GET", "DELETE", "PATCH"):
            s.play(
                f"{method} {path}",
                "nothing set",
                {**on("own"), **more},
                whole if method == "PATCH" else None,
                as_=FEW,
                bad=True,
                undo=gone,
            )
    s.operation("PUT " + every, on, whole, undo=gone, attributes=False)
    for name, body in wrongs:
        s.play(
            "PUT " + every,
            f"config: {name}",
            on("own"),
            lambda _, body=body: body,
            as_=FEW if name == "no group" else ADMIN,
            undo=gone,
            bad=True,
        )
    configured()
    s.play("PUT " + every, "there", on("own"), whole, as_=FEW, undo=configured)
    s.operation("GET " + every, on)
    s.operation(
        "PATCH " + every,
        on,
        {"config": {"identity": {"driver": "sql"}, "ldap": {"url": "ldap://y.example.org"}}},
        undo=configured,
        attributes=False,
    )
    for name, body in wrongs:
        s.play(
            "PATCH " + every,
            f"config: {name}",
            on("own"),
            lambda _, body=body: body,
            as_=FEW if name == "no group" else ADMIN,
            undo=configured,
            bad=True,
        )
    on_group = lambda side: {**on(side), "group": "ldap"}
    s.operation("GET " + group, on_group)
    s.operation(
        "GET " + group,
        lambda side: {**on(side), "group": "security_compliance"},
        case="security_compliance",
        unknown=False,
    )
    s.operation(
        "PATCH " + group,
        on_group,
        {"config": {"ldap": {"url": "ldap://z.example.org"}}},
        undo=configured,
        attributes=False,
    )
    on_option = lambda side: {**on(side), "group": "ldap", "option": "url"}
    s.operation("GET " + option, on_option)
    for name in ("password_regex", "password_regex_description", "lockout_duration", "nosuch"):
        s.play(
            "GET " + option,
            f"security_compliance {name}",
            {**on("own"), "group": "security_compliance", "option": name},
        )
    s.play("GET " + option, "the secret", {**on_option("own"), "option": "password"}, as_=FEW)
    s.operation(
        "PATCH " + option, on_option, {"config": {"url": "ldap://z.example.org"}}, undo=configured, attributes=False
    )
    for path, of in ((group, on_group("own")), (option, on_option("own"))):
        for name, body in (
            *wrongs,
            ("url = 7", {"config": {"url": 7}}),
            ("other group", {"config": {"identity": {"driver": "sql"}}}),
            ("other option", {"config": {"user_tree_dn": "x"}}),
            ("not set", {"config": {"ldap": {"user_tree_dn": "x"}}}),
        ):
            s.play(
                "PATCH " + path, f"config: {name}", of, lambda _, body=body: body, as_=ADMIN, undo=configured, bad=True
            )
    for path, more in (
        (group, {"group": "nosuch"}),
        (option, {"group": "nosuch", "option": "url"}),
        (option, {"group": "ldap", "option": "nosuch"}),
        (option, {"group": "identity", "option": "list_limit"}),
        (group, {"group": "DEFAULT"}),
    ):
        for method in ("GET", "DELETE", "PATCH"):
            s.play(
                f"{method} {path}",
                " ".join(more.values()),
                {**on("own"), **more},
                whole if method == "PATCH" else None,
                as_=FEW,
                bad=True,
                undo=configured,
            )
    s.operation("DELETE " + option, on_option, undo=configured)
    s.operation("DELETE " + group, on_group, undo=configured)
    s.operation("DELETE " + every, on, undo=configured)
    gone()
    default = "/v3/domains/config"
    s.operation(f"GET {default}/default", sides=("own",), case="all")
    s.play(f"GET {default}/default", "a list as body", body="[]", as_=FEW, bad=True)
    s.operation(f"GET {default}/{{group}}/default", lambda _: {"group": "ldap"}, sides=("own",), case="ldap")
    s.operation(
        f"GET {default}/{{group}}/{{option}}/default",
        lambda _: {"group": "identity", "option": "driver"},
        sides=("own",),
        case="driver",
    )
    for more in ({"group": "security_compliance"}, {"group": "DEFAULT"}, {"group": "nosuch"}, {"group": "identity"}):
        s.play(f"GET {default}/{{group}}/default", more["group"], more, as_=FEW)
    for more in (
        {"group": "ldap", "option": "password"},
        {"group": "nosuch", "option": "x"},
        {"group": "ldap", "option": "nosuch"},
        {"group": "ldap", "option": "user_tree_dn"},
    ):
        s.play(f"GET {default}/{{group}}/{{option}}/default", " ".join(more.values()), more, as_=FEW)


SCENES = {"domains": domains, "projects": projects, "project tags": tags, "domain config": config}
