"""Mapping rules and assertions, to be tried each with each."""

BOB = {"remote": [{"type": "USER"}], "local": [{"user": {"name": "{0}"}}]}


def rule(remote, *local):
    return {"remote": remote, "local": list(local)}


def named(*remote, groups="{1}"):
    return rule([{"type": "USER"}, *remote], {"user": {"name": "{0}"}, "groups": groups, "domain": {"id": "d1"}})


def texts(*templates):
    return [rule([{"type": "USER"}, {"type": "GROUPS"}, {"type": "MAIL"}], {"user": {"name": t}}) for t in templates]


CONDITIONS = [
    {"any_one_of": ["staff", "admins"]},
    {"any_one_of": ["^sta", "xx$"], "regex": True},
    {"any_one_of": ["staff"], "regex": False},
    {"any_one_of": []},
    {"not_any_of": ["staff", "admins"]},
    {"not_any_of": ["a.*n", "(?i)STAFF"], "regex": True},
    {"not_any_of": []},
]
FILTERS = [
    {"whitelist": ["staff", "admins", "Ops"]},
    {"whitelist": [".*s$", "^O"], "regex": True},
    {"whitelist": [r"(?P<x>.)(?P=x)", r"\w+-\d+\Z"], "regex": True},
    {"whitelist": []},
    {"blacklist": ["staff", "admins"]},
    {"blacklist": ["^s"], "regex": True},
    {"blacklist": []},
]

RULES = [
    ("1.0", [BOB]),
    ("1.0", [rule([{"type": "USER"}], {"user": {"id": "{0}"}})]),
    ("1.0", [rule([{"type": "USER"}], {"user": {"id": "{0}", "name": "n {0}", "email": "{0}@x.org"}})]),
    ("1.0", [rule([{"type": "USER"}], {"user": {"name": "{0}", "type": "local", "domain": {"name": "D"}}})]),
    ("1.0", [rule([{"type": "USER"}], {"user": {"name": "{0}", "type": "ephemeral", "domain": {"id": "d2"}}})]),
    ("1.0", [rule([{"type": "USER"}], {"group": {"id": "g{0}"}})]),
    ("1.0", [rule([{"type": "USER"}], {"group": {"name": "{0}", "domain": {"name": "D {0}"}}}, {"user": {"name": "{0}"}})]),
    ("1.0", [rule([{"type": "USER"}], {"group": {"name": "a", "domain": {"id": "d"}}}, {"group": {"name": "b", "domain": {"id": "d"}}}, {"group": {"name": "a", "domain": {"name": "d"}}})]),
    ("1.0", [rule([{"type": "GROUPS"}], {"user": {"name": "x"}, "group_ids": "{0}"})]),
    ("1.0", [rule([{"type": "GROUPS"}], {"group_ids": "{0}"}, {"group": {"id": "staff"}})]),
    ("1.0", [rule([{"type": "GROUPS"}], {"groups": "{0}"})]),
    ("1.0", [rule([{"type": "GROUPS"}], {"groups": "{0}", "domain": {"name": "D"}})]),
    ("1.0", [rule([{"type": "JSON"}], {"groups": "{0}", "user": {"name": "j"}})]),
    ("1.0", [rule([{"type": "JSON"}], {"groups": "{0}", "domain": {"id": "d"}})]),
    ("1.0", [rule([{"type": "GROUPS"}], {"groups": "plain", "domain": {}})]),
    ("1.0", [rule([{"type": "USER"}], {"user": {"name": "{0}"}, "projects": [{"name": "P {0}", "roles": [{"name": "member"}, {"name": "reader"}]}]})]),
    ("1.0", [rule([{"type": "USER"}], {"projects": [{"name": "first", "roles": [{"name": "a"}]}]}), rule([{"type": "USER"}], {"projects": [{"name": "second", "roles": []}]})]),
    ("1.0", [BOB, rule([{"type": "GROUPS"}], {"user": {"name": "second"}})]),
    ("1.0", [rule([{"type": "GROUPS"}], {"user": {}}), BOB]),
    ("1.0", [rule([{"type": "MISSING"}], {"user": {"name": "never"}})]),
    ("1.0", [rule([{"type": "MISSING"}], {"user": {"name": "never"}}), BOB]),
    ("1.0", [rule([{"type": "USER"}])]),
    ("1.0", [rule([{"type": "USER"}], {})]),
    ("1.0", [rule([{"type": "USER", "any_one_of": ["bob"]}], {"user": {"name": "{0}"}})]),
    ("1.0", [rule([{"type": "USER", "any_one_of": ["bob"]}], {"user": {"name": "literal"}})]),
    ("1.0", [rule([{"type": "USER", "any_one_of": ["b("], "regex": True}], {"user": {"name": "literal"}})]),
    ("1.0", [rule([{"type": "GROUPS"}, {"type": "USER"}], {"user": {"name": "{1}"}}), rule([{"type": "GROUPS", "any_one_of": ["staff"]}, {"type": "MAIL"}], {"user": {"name": "{0}"}})]),
    ("2.0", [BOB]),
    ("2.0", [rule([{"type": "USER"}], {"user": {"name": "{0}"}, "domain": {"name": "D"}})]),
    ("2.0", [rule([{"type": "USER"}], {"user": {"name": "{0}", "domain": {"id": "own"}}, "domain": {"name": "D"}})]),
    ("2.0", [rule([{"type": "USER"}], {"user": {"name": "{0}"}}, {"domain": {"name": "last"}, "group": {"id": "g"}})]),
    ("2.0", [rule([{"type": "USER"}], {"user": {"name": "{0}"}, "domain": {"name": "D"}, "projects": [{"name": "p", "roles": [{"name": "r{0}"}]}, {"name": "q", "domain": {"id": "x"}, "roles": []}]})]),
    ("2.0", [rule([{"type": "USER"}], {"user": {"name": "{0}"}, "projects": [{"name": "p", "roles": []}]})]),
    ("3.0", [rule([{"type": "USER"}, {"type": "PROJECTS"}], {"user": {"name": "{0}"}, "domain": {"id": "d"}, "projects_json": "{1}"})]),
    ("3.0", [rule([{"type": "USER"}, {"type": "PROJECTS"}], {"user": {"name": "{0}"}, "projects_json": "1", "projects": [{"name": "fixed", "roles": [{"name": "{0}"}]}]})]),
    ("3.0", [rule([{"type": "USER"}, {"type": "PROJECTS"}], {"user": {"name": "{0}"}, "projects_json": "x"})]),
    ("3.0", [rule([{"type": "USER"}], {"user": {"name": "{0}"}, "projects_json": "{7}"})]),
]
RULES += [("1.0", [rule([{"type": "USER"}, {"type": "GROUPS", **c}], {"user": {"name": "{0}"}})]) for c in CONDITIONS]
RULES += [("1.0", [named({"type": "GROUPS", **f})]) for f in FILTERS]
RULES += [("1.0", [r]) for r in texts(
    "{0} {2}", "{}-{}-{}", "{{{0}}}", "{0}{1}", "{0[0]}", "{0[1]}", "{1[0]}", "{1[9]}", "{0!r}", "{1!s}", "{2!a}", "{0!x}",
    "{0:>12}", "{0:*^9}", "{0:.2}", "{0:08}", "{0:<{1}}", "{1:>9}", "{0:s}", "{0:d}", "{0:5.1s}|", "{", "}", "{0", "{0}}", "{3}", "{-1}",
    "{name}", "{}{0}", "{0[a]}", "{0[-1]}", "{0[]}", "{0:=5}", "{:}", "{!r:>8}", "", "plain", "{0[0]}{0[1]}", "{1[1]:>6}")]

ASSERTIONS = [
    {"USER": "bob"},
    {"USER": "bob", "GROUPS": "staff", "MAIL": "bob@x.org"},
    {"USER": "bob", "GROUPS": "staff;users", "MAIL": "bob@x.org"},
    {"USER": "bob", "GROUPS": "admins;Ops;staff;users", "MAIL": "a;b"},
    {"USER": "b;c", "GROUPS": "users", "MAIL": "m"},
    {"USER": "", "GROUPS": "", "MAIL": ""},
    {"USER": "bob;", "GROUPS": ";;", "MAIL": ";"},
    {"USER": "Bj\u00f6rk \u4e2d\u6587 \U0001f600", "GROUPS": "caf\u00e9;\u00e4", "MAIL": "it's;\"both' kinds\""},
    {"USER": "line\nbreak\ttab\\back", "GROUPS": "it's;say \"hi\";both'\"", "MAIL": "\x07\u200b\u00a0\u2028;x\x7f"},
    {"USER": "['x', 'y']", "GROUPS": "['x', 'y']", "MAIL": "m"},
    {"USER": "u", "GROUPS": "[\"x\", 'it\\'s', 'a' 'b', '\\x41\\u00e9\\n']", "MAIL": "m"},
    {"USER": "u", "GROUPS": "('a', 'b')", "MAIL": "m"},
    {"USER": "u", "GROUPS": "['a', ]", "MAIL": "[]"},
    {"USER": "u", "GROUPS": "[", "MAIL": "m"},
    {"USER": "u", "GROUPS": " ['lead']", "MAIL": "m"},
    {"USER": "u", "GROUPS": "names of things", "MAIL": "m"},
    {"USER": "u", "GROUPS": "name in domain", "MAIL": "m"},
    {"USER": "u", "GROUPS": "host-12;foo", "MAIL": "m"},
    {"USER": "u", "GROUPS": "{0}", "MAIL": "{"},
    {"JSON": "JSON:{\"name\": \"g\", \"domain\": {\"name\": \"D\"}}"},
    {"JSON": "JSON:{\"name\": \"g\", \"domain\": {\"name\": \"D\"}};JSON:{\"name\": \"h\", \"domain\": {\"id\": \"e\"}}"},
    {"JSON": "JSON:{\"name\": \"g\"}"},
    {"JSON": "JSON:{\"name\": broken"},
    {"JSON": "JSON:[\"name\", \"domain\"]"},
    {"JSON": "plain;other"},
    {"USER": "bob", "PROJECTS": "[{\"name\": \"p1\", \"roles\": [{\"name\": \"member\"}]}, {\"name\": \"p2\", \"domain\": {\"name\": \"X\"}, \"roles\": []}]"},
    {"USER": "bob", "PROJECTS": "[]"},
    {"USER": "bob", "PROJECTS": "{\"name\": \"p\", \"roles\": []}"},
    {"USER": "bob", "PROJECTS": "[{\"name\": \"p\"}]"},
    {"USER": "bob", "PROJECTS": "[{\"name\": \"p\", \"roles\": [{\"name\": 1}]}]"},
    {"USER": "bob", "PROJECTS": "[{\"name\": \"p\", \"roles\": [], \"domain\": {\"other\": \"x\"}}]"},
    {"USER": "bob", "PROJECTS": "nothing"},
    {"USER": "bob", "PROJECTS": "a;b"},
]
