"""Users and groups."""

from replaying.cast import PASSWORD
from replaying.stage import ADMIN, FEW

LISTS = ("name=", "domain_id=", "limit=x", "sort_key=nosuch", "marker=nosuch")


def users(s):
    def target(side):
        return target.things.setdefault(
            side,
            s.thing(
                "user", f"target-{side}", {"domain_id": s.domain(side), "description": "d", "email": "x@example.org"}
            ),
        )

    target.things = {}
    one = "/v3/users/{user_id}"
    for side in ("own", "foreign"):
        s.play("GET " + one, f"{side}, made like persona owner", {"user_id": s.user(side)})
    s.operation("GET " + one, lambda side: {"user_id": target(side)})
    s.operation(
        "PATCH " + one,
        lambda side: {"user_id": target(side)},
        {"user": {"description": "changed", "enabled": False, "options": {"lock_password": True}}},
        also=("id", "extra", "name", "password", "domain_id", "default_project_id", "federated", "created_at"),
    )
    s.operation("DELETE " + one, lambda side: {"user_id": target(side)})
    s.operation(
        "POST /v3/users",
        None,
        lambda side: {
            "user": {
                "name": s.called("new"),
                "domain_id": s.domain(side),
                "description": "d",
                "enabled": True,
                "default_project_id": s.project(side),
                "email": "a@example.org",
                "options": {"ignore_password_expiry": True},
            }
        },
        also=("id", "extra", "password", "federated"),
    )
    s.play("POST /v3/users", "no domain", body=lambda _: {"user": {"name": s.called("new")}})
    s.play(
        "POST /v3/users",
        "twice",
        body=lambda _: {"user": {"name": s.cast.tag + "-owner", "domain_id": s.domain("own")}},
        as_=FEW,
        bad=True,
    )
    s.play(
        "POST /v3/users",
        "unknown domain",
        body=lambda _: {"user": {"name": "x", "domain_id": "0" * 32}},
        as_=FEW,
        bad=True,
    )
    for option in (
        "ignore_change_password_upon_first_use",
        "ignore_lockout_failure_attempts",
        "ignore_user_inactivity",
        "lock_password",
        "multi_factor_auth_enabled",
        "multi_factor_auth_rules",
        "nosuch",
    ):
        for value in (True, None, "x", [["password", "totp"]], [[]], [["password"], "x"]):
            s.play(
                "POST /v3/users",
                f"option {option} = {value}",
                body=lambda _: {
                    "user": {"name": s.called("optional"), "domain_id": s.domain("own"), "options": {option: value}}
                },
                as_=ADMIN,
                bad=True,
            )
    s.play(
        "PATCH " + one, "no change", {"user_id": target("own")}, {"user": {"name": s.called("target-own")}}, as_=ADMIN
    )
    s.play(
        "PATCH " + one,
        "name taken",
        {"user_id": target("own")},
        {"user": {"name": s.cast.tag + "-owner"}},
        as_=FEW,
        bad=True,
    )
    s.play(
        "PATCH " + one,
        "other domain",
        {"user_id": target("own")},
        lambda _: {"user": {"domain_id": s.domain("foreign")}},
        as_=FEW,
        bad=True,
    )
    s.play(
        "PATCH " + one,
        "attributes of its own",
        {"user_id": target("own")},
        {"user": {"colour": "green", "email": None}},
        as_=ADMIN,
    )
    for side in ("own", "foreign"):
        s.play("GET /v3/users", f"domain_id of {side}", query=f"?domain_id={s.domain(side)}")
    s.operation(
        "GET /v3/users",
        sides=("own",),
        case="all",
        queries=LISTS
        + ("enabled=maybe", "password_expires_at=yesterday", "password_expires_at=zz:2020-01-01T00:00:00Z"),
    )
    target("own").id
    for query in (
        f"name={s.called('target-own')}",
        f"name={s.called('target-own')}&domain_id={s.domain('own')}",
        "enabled=true",
        "enabled",
        f"name__contains={s.called('target')}",
        f"name__startswith={s.cast.tag}",
        f"name__istartswith={s.cast.tag.upper()}",
        f"name__icontains={s.called('target').upper()}",
        "name__endswith=target-own",
        "name__iendswith=TARGET-OWN",
        "name__nosuch=x",
        "password_expires_at=lt:2051-01-01T00:00:00Z",
        "idp_id=x",
        "unique_id=x",
        "protocol_id=x",
        f"default_project_id={s.project('own')}",
        "sort_key=name&sort_dir=desc",
        "domain_id=" + "0" * 32,
        "unknown=1",
    ):
        s.play(
            "GET /v3/users",
            "?" + s.normal.text(query, {}),
            query="?" + query,
            as_=("admin", "domain-reader", "foreign-manager"),
        )
    for word in ("groups", "projects"):
        s.operation(f"GET {one}/{word}", lambda side: {"user_id": s.user(side)}, queries=("name=", "limit=x"))
        s.play(f"GET {one}/{word}", "somebody else's", {"user_id": target("own")})
    other = {
        "member": s.thing("group", "of-target", {"domain_id": s.domain("own")}),
        "none": s.thing("group", "other", {"domain_id": s.domain("own")}),
    }
    s.setup("PUT", f"/v3/groups/{other['member']}/users/{target('own')}")
    s.play(f"GET {one}/groups", "in one group", {"user_id": target("own")}, as_=FEW)
    s.play(f"GET {one}/groups", "filtered", {"user_id": target("own")}, query=f"?name={s.called('nobody')}", as_=FEW)
    s.setup("PUT", f"/v3/projects/{s.project('own')}/users/{target('own')}/roles/{s.cast.roles['reader']}")
    s.play(f"GET {one}/projects", "with a role", {"user_id": target("own")}, as_=FEW)
    s.operation(f"DELETE {one}/tokens", lambda side: {"user_id": target(side)}, undo=lambda _: None)
    passwords(s)


def passwords(s):
    operation = "POST /v3/users/{user_id}/password"
    mine = s.thing("user", "password", {"domain_id": s.domain("own"), "password": "first-Word-1"})
    good = {"user": {"original_password": "first-Word-1", "password": "second-Word-2"}}
    on = {"user_id": mine}
    s.play(
        operation,
        "wrong original",
        on,
        {"user": {"original_password": "x", "password": "second-Word-2"}},
        bad=True,
        as_=FEW,
    )
    s.play(operation, "unknown user", {"user_id": "0" * 32}, good, bad=True, as_=FEW)
    for name, body in (
        ("nothing", None),
        ("no JSON", "{"),
        ("{}", {}),
        ("user = 7", {"user": 7}),
        ("user = {}", {"user": {}}),
        ("no original", {"user": {"password": "x"}}),
        ("no password", {"user": {"original_password": "x"}}),
        ("password = 7", {"user": {"original_password": "first-Word-1", "password": 7}}),
        ("password = null", {"user": {"original_password": "first-Word-1", "password": None}}),
        ("original = null", {"user": {"original_password": None, "password": "x"}}),
        ("stranger", {"user": {"original_password": "first-Word-1", "password": "y", "stranger": 1}}),
        ("beside", {"user": {"original_password": "x", "password": "y"}, "stranger": 1}),
    ):
        s.play(
            operation, f"body is {name}", on, lambda _, body=body: body, as_=ADMIN, bad=True, undo=lambda _: mine.drop()
        )
    for persona in FEW:
        s.play(operation, "good", on, good, as_=(persona,), undo=lambda _: mine.drop())
    locked = s.thing(
        "user", "locked", {"domain_id": s.domain("own"), "password": "first-Word-1", "options": {"lock_password": True}}
    )
    s.play(operation, "locked", {"user_id": locked}, good, as_=ADMIN, bad=True)
    disabled = s.thing("user", "disabled", {"domain_id": s.domain("own"), "password": "first-Word-1", "enabled": False})
    s.play(operation, "disabled", {"user_id": disabled}, good, as_=ADMIN, bad=True)
    for number, query in enumerate(("", "?x=1")):
        s.play("GET /v3/users/{user_id}/password", f"refused {number}", on, query=query, as_=FEW, bad=True)
    s.play("GET /v3/users/{user_id}/password", "refused 2", {"user_id": "x"}, as_=FEW, bad=True)


def groups(s):
    things = {}

    def group(side):
        return things.setdefault(
            side, s.thing("group", f"group-{side}", {"domain_id": s.domain(side), "description": "d"})
        )

    # Who leaves a group loses every token: no persona may be a member.
    members = {side: s.thing("user", f"member-{side}", {"domain_id": s.domain(side)}) for side in ("own", "foreign")}

    def member(side):
        return members[side].id

    one = "/v3/groups/{group_id}"
    s.operation("GET " + one, lambda side: {"group_id": group(side)})
    s.operation(
        "PATCH " + one,
        lambda side: {"group_id": group(side)},
        {"group": {"name": s.called("changed"), "description": "changed"}},
        also=("id", "extra", "domain_id", "colour"),
    )
    s.operation("DELETE " + one, lambda side: {"group_id": group(side)})
    s.operation(
        "POST /v3/groups",
        None,
        lambda side: {"group": {"name": s.called("new"), "domain_id": s.domain(side), "description": "d"}},
        also=("id", "extra", "colour"),
    )
    s.play("POST /v3/groups", "no domain", body=lambda _: {"group": {"name": s.called("new")}})
    s.play(
        "POST /v3/groups",
        "twice",
        body=lambda _: {"group": {"name": s.cast.tag + "-own", "domain_id": s.domain("own")}},
        as_=FEW,
        bad=True,
    )
    s.play(
        "POST /v3/groups",
        "unknown domain",
        body=lambda _: {"group": {"name": "x", "domain_id": "0" * 32}},
        as_=FEW,
        bad=True,
    )
    s.play(
        "PATCH " + one,
        "name taken",
        {"group_id": group("own")},
        {"group": {"name": s.cast.tag + "-own"}},
        as_=FEW,
        bad=True,
    )
    s.play(
        "PATCH " + one,
        "other domain",
        {"group_id": group("own")},
        lambda _: {"group": {"domain_id": s.domain("foreign")}},
        as_=FEW,
        bad=True,
    )
    for side in ("own", "foreign"):
        s.play("GET /v3/groups", f"domain_id of {side}", query=f"?domain_id={s.domain(side)}")
    s.operation("GET /v3/groups", sides=("own",), case="all", queries=LISTS)
    for query in (
        f"name={s.cast.tag}-own",
        f"name__contains={s.cast.tag}",
        "name__contains=OWN",
        "unknown=1",
        "domain_id=" + "0" * 32,
    ):
        s.play(
            "GET /v3/groups",
            "?" + s.normal.text(query, {}),
            query="?" + query,
            as_=("admin", "domain-reader", "foreign-manager"),
        )
    inside = one + "/users/{user_id}"
    both = lambda side: {"user_id": member(side), "group_id": group(side)}
    crossed = {"own user in a foreign group": ("own", "foreign"), "foreign user in an own group": ("foreign", "own")}
    s.operation("PUT " + inside, both)
    for name, (mine, theirs) in crossed.items():
        s.play("PUT " + inside, name, {"user_id": member(mine), "group_id": group(theirs)})
    s.operation("GET " + inside, both, case="not a member")
    for mine, theirs in (("own", "own"), ("foreign", "foreign"), ("own", "foreign"), ("foreign", "own")):
        s.setup("PUT", f"/v3/groups/{group(theirs)}/users/{member(mine)}")
    s.operation("GET " + inside, both, case="member")
    for name, (mine, theirs) in crossed.items():
        s.play("GET " + inside, name, {"user_id": member(mine), "group_id": group(theirs)})
    s.operation(f"GET {one}/users", lambda side: {"group_id": group(side)}, queries=LISTS)
    s.play(f"GET {one}/users", "named", {"group_id": group("own")}, query=f"?name={s.called('member-own')}", as_=FEW)
    leaver = s.thing("user", "leaver", {"domain_id": s.domain("own"), "password": PASSWORD})
    s.setup("PUT", f"/v3/groups/{group('own')}/users/{leaver}")
    token, _ = s.cast.api.another().issue(
        {"methods": ["password"], "password": {"user": {"id": str(leaver), "password": PASSWORD}}}
    )
    subject = {"X-Subject-Token": token}
    s.play("GET /v3/auth/tokens", "of a member", headers=subject, as_=ADMIN)
    s.setup("DELETE", f"/v3/groups/{group('own')}/users/{leaver}")
    s.play("GET /v3/auth/tokens", "of one that was a member", headers=subject, as_=ADMIN, bad=True)
    for mine, theirs in (("own", "own"), ("foreign", "foreign"), ("own", "foreign"), ("foreign", "own")):

        def again(_, mine=mine, theirs=theirs):
            s.setup("PUT", f"/v3/groups/{group(theirs)}/users/{member(mine)}")

        case = mine if mine == theirs else f"{mine} user in a {theirs} group"
        s.play("DELETE " + inside, case, {"user_id": member(mine), "group_id": group(theirs)}, undo=again)
    s.operation(
        "DELETE " + inside,
        lambda side: {"user_id": s.cast.users["unscoped"], "group_id": group(side)},
        case="not a member",
        undo=lambda _: None,
    )


SCENES = {"users": users, "groups": groups}
