"""Roles, which role implies which, grants, and who has which role."""

from replaying.stage import ADMIN, FEW


def roles(s):
    plain, of_domain = s.thing("role", "plain", {"description": "d"}), {}

    def role(side):
        return of_domain.setdefault(side, s.thing("role", f"role-{side}", {"domain_id": s.domain(side)}))

    one = "/v3/roles/{role_id}"
    change = {"role": {"name": s.called("changed"), "description": "changed", "options": {"immutable": False}}}
    s.operation("GET " + one, lambda _: {"role_id": plain}, sides=("own",), case="no domain's")
    s.operation(
        "PATCH " + one,
        lambda _: {"role_id": plain},
        change,
        also=("id", "extra", "domain_id", "colour"),
        sides=("own",),
        case="no domain's",
    )
    s.operation("DELETE " + one, lambda _: {"role_id": plain}, sides=("own",), case="no domain's")
    for name in ("admin", "manager", "member", "reader", "service"):
        s.play("GET " + one, f"bootstrap's {name}", {"role_id": s.cast.roles[name]})
    s.play(
        "PATCH " + one,
        "immutable",
        {"role_id": s.cast.roles["reader"]},
        {"role": {"description": "x"}},
        as_=FEW,
        bad=True,
    )
    s.play("DELETE " + one, "immutable", {"role_id": s.cast.roles["reader"]}, as_=FEW, bad=True)
    for side in ("own", "foreign"):
        for method, body in (("GET", None), ("PATCH", change), ("DELETE", None)):
            s.play(f"{method} {one}", f"of the {side} domain", {"role_id": role(side)}, body)
    s.play(
        "PATCH " + one,
        "another domain",
        {"role_id": role("own")},
        lambda _: {"role": {"domain_id": s.domain("foreign")}},
        as_=FEW,
        bad=True,
    )
    s.play("PATCH " + one, "name taken", {"role_id": plain}, {"role": {"name": "reader"}}, as_=FEW, bad=True)
    s.operation(
        "POST /v3/roles",
        None,
        lambda side: {"role": {"name": s.called("new"), "description": "d", "options": {"immutable": False}}},
        also=("id", "extra", "domain_id", "colour"),
        sides=("own",),
        case="no domain's",
    )
    for side in ("own", "foreign"):
        s.play(
            "POST /v3/roles",
            f"of the {side} domain",
            body={"role": {"name": s.called("new"), "domain_id": s.domain(side)}},
        )
    s.play("POST /v3/roles", "twice", body={"role": {"name": "reader"}}, as_=FEW, bad=True)
    s.play("POST /v3/roles", "unknown domain", body={"role": {"name": "x", "domain_id": "0" * 32}}, as_=FEW, bad=True)
    plain.id, role("own").id, role("foreign").id
    s.operation(
        "GET /v3/roles", sides=("own",), case="all", queries=("name=", "domain_id=", "limit=x", "marker=nosuch")
    )
    for query in (
        f"domain_id={s.domain('own')}",
        f"domain_id={s.domain('foreign')}",
        "domain_id=" + "0" * 32,
        "domain_id=null",
        "name=reader",
        f"name={s.called('role-own')}",
        "name__contains=eade",
        "unknown=1",
    ):
        s.play(
            "GET /v3/roles",
            "?" + s.normal.text(query, {}),
            query="?" + query,
            as_=("admin", "system-reader", "domain-manager", "domain-reader"),
        )
    implied(s, plain, role)


def implied(s, prior, role):
    other = s.thing("role", "implied")
    every, one = "/v3/roles/{prior_role_id}/implies", "/v3/roles/{prior_role_id}/implies/{implied_role_id}"
    on = lambda _: {"prior_role_id": prior, "implied_role_id": other}
    path = lambda: f"/v3/roles/{prior}/implies/{other}"
    s.operation("GET " + every, lambda _: {"prior_role_id": prior}, sides=("own",), case="none")
    s.play("GET " + one, "not implied", on(0), bad=True)
    s.play("DELETE " + one, "not implied", on(0), bad=True)
    s.operation("PUT " + one, on, sides=("own",))
    s.play("PUT " + one, "a role by itself", {"prior_role_id": prior, "implied_role_id": prior}, as_=FEW, bad=True)
    s.play("PUT " + one, "admin", {"prior_role_id": prior, "implied_role_id": s.cast.roles["admin"]}, as_=FEW, bad=True)
    s.play(
        "PUT " + one,
        "a domain's by none's",
        {"prior_role_id": prior, "implied_role_id": role("own")},
        as_=FEW,
        bad=True,
    )
    s.play("PUT " + one, "none's by a domain's", {"prior_role_id": role("own"), "implied_role_id": prior}, as_=FEW)
    s.setup("PUT", path())
    s.play("PUT " + one, "there", on(0), as_=FEW, undo=lambda _: s.setup("PUT", path()))
    s.play("PUT " + one, "in a circle", {"prior_role_id": other, "implied_role_id": prior}, as_=FEW, bad=True)
    s.operation("GET " + every, lambda _: {"prior_role_id": prior}, sides=("own",), case="one")
    s.operation("GET " + one, on, sides=("own",))
    s.operation("GET /v3/role_inferences", sides=("own",), case="all")
    s.play("GET /v3/role_inferences", "a list as body", body="[]", as_=FEW, bad=True)
    s.operation("DELETE " + one, on, sides=("own",), undo=lambda _: s.setup("PUT", path()))


GRANTS = {
    "": ("/v3/{target}s/{{{target}_id}}/{actor}s/{{{actor}_id}}/roles", ""),
    "inherited ": ("/v3/OS-INHERIT/{target}s/{{{target}_id}}/{actor}s/{{{actor}_id}}/roles", "/inherited_to_projects"),
}


def grants(s):
    role, of_domain = s.thing("role", "granted"), s.thing("role", "of-domain", {"domain_id": s.domain("own")})
    actors = {
        (kind, side): s.thing(kind, f"{kind}-{side}", {"domain_id": s.domain(side)})
        for kind in ("user", "group")
        for side in ("own", "foreign")
    }
    targets = {
        (kind, side): s.project(side) if kind == "project" else s.domain(side)
        for kind in ("project", "domain")
        for side in ("own", "foreign")
    }
    for target in ("project", "domain"):
        for actor in ("user", "group"):
            for way, (template, end) in GRANTS.items():
                granting(
                    s,
                    role,
                    of_domain,
                    actors,
                    targets,
                    target,
                    actor,
                    way,
                    template.format(target=target, actor=actor),
                    end,
                )


def granting(s, role, of_domain, actors, targets, target, actor, way, every, end):
    one = every + "/{role_id}" + end

    def on(side, whose=None):
        # Roles come last: they are never what a success spends.
        return {
            f"{target}_id": targets[target, side],
            f"{actor}_id": actors[actor, whose or side].id,
            "role_id": role.id,
        }

    def path(side, whose=None, which=None):
        filled = on(side, whose)
        return one.format(**{**filled, "role_id": which or filled["role_id"]})

    crossed = {"own target, foreign actor": ("own", "foreign"), "foreign target, own actor": ("foreign", "own")}
    s.operation("PUT " + one, on)
    for name, (mine, theirs) in crossed.items():
        s.play("PUT " + one, name, on(mine, theirs))
    for name in ("manager", "member", "admin", "service"):
        s.play("PUT " + one, f"role {name}", {**on("own"), "role_id": s.cast.roles[name]})
    s.play(
        "PUT " + one,
        "a role of the own domain",
        {**on("own"), "role_id": of_domain},
        undo=lambda _: s.remove(path("own", None, of_domain)),
    )
    s.play("PUT " + one, "a role of another domain", {**on("foreign"), "role_id": of_domain}, as_=FEW, bad=True)
    s.play("GET " + one, "no grant", on("own"), bad=True)
    s.play("DELETE " + one, "no grant", on("own"), bad=True)
    for side in ("own", "foreign"):
        s.setup("PUT", path(side))
    s.setup("PUT", path("own", "foreign"))
    s.setup("PUT", path("foreign", "own"))
    s.operation("GET " + one, on)
    for name, (mine, theirs) in crossed.items():
        s.play("GET " + one, name, on(mine, theirs))
    if (target, way) != ("project", "inherited "):
        lists = every + end
        s.operation("GET " + lists, lambda side: {k: v for k, v in on(side).items() if k != "role_id"})
        for name, (mine, theirs) in crossed.items():
            s.play("GET " + lists, name, {k: v for k, v in on(mine, theirs).items() if k != "role_id"})
    s.play("PUT " + one, "there", on("own"), as_=FEW, undo=lambda _: s.setup("PUT", path("own")))
    s.operation("DELETE " + one, on, undo=lambda _: [s.setup("PUT", path(side)) for side in ("own", "foreign")])
    for name, (mine, theirs) in crossed.items():
        s.play(
            "DELETE " + one,
            name,
            on(mine, theirs),
            undo=lambda _, mine=mine, theirs=theirs: s.setup("PUT", path(mine, theirs)),
        )
    for side in ("own", "foreign"):
        for whose in ("own", "foreign"):
            s.api.send("DELETE", path(side, whose))
    for name in ("manager", "admin"):

        def again(_=None, name=name):
            s.setup("PUT", path("own", None, s.cast.roles[name]))

        again()
        s.play("DELETE " + one, f"role {name}", {**on("own"), "role_id": s.cast.roles[name]}, undo=again)
        s.api.send("DELETE", path("own", None, s.cast.roles[name]))


def system(s):
    role, of_domain = s.thing("role", "granted"), s.thing("role", "of-domain", {"domain_id": s.domain("own")})
    for actor in ("user", "group"):
        actors = {side: s.thing(actor, f"{actor}-{side}", {"domain_id": s.domain(side)}) for side in ("own", "foreign")}
        every = f"/v3/system/{actor}s/{{{actor}_id}}/roles"
        one = every + "/{role_id}"

        def on(side):
            return {f"{actor}_id": actors[side].id, "role_id": role.id}

        def again(_=None):
            for side in ("own", "foreign"):
                s.setup("PUT", one.format(**on(side)))

        s.operation(
            "GET " + every, lambda side: {f"{actor}_id": actors[side].id}, case="none", unknown=False
        )
        s.operation("PUT " + one, on)
        s.play("PUT " + one, "a domain's role", {**on("own"), "role_id": of_domain}, as_=FEW, bad=True)
        s.play("GET " + one, "no grant", on("own"), as_=FEW, bad=True)
        s.play("DELETE " + one, "no grant", on("own"), as_=FEW, bad=True)
        again()
        s.play("PUT " + one, "there", on("own"), as_=FEW, undo=again)
        s.operation("GET " + every, lambda side: {f"{actor}_id": actors[side].id})
        s.operation("GET " + one, on)
        s.operation("DELETE " + one, on, undo=again)


def assignments(s):
    listed = "GET /v3/role_assignments"
    group = s.thing("group", "group", {"domain_id": s.domain("own")})
    user = s.thing("user", "user", {"domain_id": s.domain("own")})
    child = s.thing("project", "child", {"domain_id": s.domain("own"), "parent_id": s.project("own")})
    prior, implied = s.thing("role", "prior"), s.thing("role", "implied")
    child.id
    s.setup("PUT", f"/v3/groups/{group}/users/{user}")
    s.setup("PUT", f"/v3/roles/{prior}/implies/{implied}")
    for path in (
        f"domains/{s.domain('own')}/users/{user}/roles/{prior}",
        f"projects/{s.project('own')}/groups/{group}/roles/{prior}",
        f"OS-INHERIT/domains/{s.domain('own')}/users/{user}/roles/{implied}/inherited_to_projects",
        f"OS-INHERIT/projects/{s.project('own')}/groups/{group}/roles/{prior}/inherited_to_projects",
        f"system/users/{user}/roles/{prior}",
        f"system/groups/{group}/roles/{implied}",
        f"projects/{s.project('foreign')}/users/{user}/roles/{prior}",
    ):
        s.setup("PUT", "/v3/" + path)
    s.operation(
        listed,
        sides=("own",),
        case="all",
        queries=(
            f"user.id={user}&group.id={group}",
            "user.id=",
            f"effective&group.id={group}",
            f"scope.project.id={s.project('own')}&scope.domain.id={s.domain('own')}",
            "effective&scope.OS-INHERIT:inherited_to=projects&scope.system=all",
            "scope.OS-INHERIT:inherited_to=nosuch",
            "include_subtree",
            "role.id=%00",
            f"include_subtree=1&scope.domain.id={s.domain('own')}",
            "user.id=" + "x" * 300,
        ),
    )
    whom = (
        f"user.id={user}",
        f"group.id={group}",
        f"role.id={prior}",
        f"role.id={implied}",
        f"scope.project.id={s.project('own')}",
        f"scope.domain.id={s.domain('own')}",
        f"scope.domain.id={s.domain('foreign')}",
        f"scope.project.id={s.project('foreign')}",
        "scope.system=all",
        "scope.system=true",
        f"scope.project.id={child}",
        "user.id=" + "0" * 32,
        "group.id=" + "0" * 32,
        "role.id=" + "0" * 32,
        "scope.project.id=" + "0" * 32,
        "scope.domain.id=" + "0" * 32,
        f"user.id={user}&scope.system=all",
        f"user.id={user}&scope.OS-INHERIT:inherited_to=projects",
        f"scope.project.id={s.project('own')}&include_subtree=1",
        f"scope.project.id={s.project('own')}&include_subtree",
        f"scope.project.id={s.project('foreign')}&include_subtree=1",
        f"group.id={group}&scope.project.id={s.project('own')}",
        "scope.OS-INHERIT:inherited_to=projects",
        "user.name=x",
        "nosuch=1",
    )
    few = ("admin", "domain-reader", "foreign-manager", "project-member")
    for query in whom:
        for more in (
            "",
            "&include_names",
            "&effective",
            "&effective&include_names=True",
            "&effective=0&include_names=0",
        ):
            if "effective" in more and "group.id" in query:
                continue
            s.play(
                listed,
                "?" + s.normal.text(query + more, {}),
                query="?" + query + more,
                as_=few if more in ("", "&effective") else ("admin",),
            )
    for query in (
        f"scope.project.id={s.project('own')}",
        f"scope.domain.id={s.domain('own')}",
        f"scope.project.id={s.project('own')}&include_subtree=1",
    ):
        s.play(listed, "everybody: " + s.normal.text(query, {}), query="?" + query)


SCENES = {"roles": roles, "grants": grants, "system grants": system, "role assignments": assignments}
