#!/usr/bin/env python3
"""Writes what the real oslo.policy and Keystone's real defaults decide, for the Java tests to compare with.

Run it with a Python that has keystone and oslo.policy:

    python3 golden_policy.py <folder policy/src/test/resources/golden>

Reads personas.json, targets.json and overrides.yaml there; writes the matrices (the defaults; with the deprecated
defaults; with the operator's overrides; whatever the token's scope) and language.jsonl.
A = allowed, D = denied, S = scope mismatch, E = oslo.policy raised an error (Keystone answers 500; Clavis denies).
"""

import json
import logging
import pathlib
import random
import sys
import warnings

from oslo_config import cfg
from oslo_policy import policy

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)

IDS = ["user_id", "user_domain_id", "system_scope", "domain_id", "project_id", "project_domain_id",
       "service_user_id", "service_user_domain_id", "service_project_id", "service_project_domain_id"]


def credentials(persona):
    values = {name: persona.get(name) for name in IDS}
    values["roles"] = persona.get("roles", [])
    values["service_roles"] = persona.get("service_roles", [])
    values["is_admin_project"] = persona.get("is_admin_project", True)
    values["token"] = persona.get("token", {})
    return values


def flatten(nested, prefix=""):
    flat = {}
    for key, value in nested.items():
        if isinstance(value, dict):
            flat.update(flatten(value, prefix + key + "."))
        else:
            flat[prefix + key] = value
    return flat


def enforcer(defaults, new_defaults=True, rules=None, file=None):
    conf = cfg.ConfigOpts()
    conf([], project="golden")
    made = policy.Enforcer(conf, use_conf=rules is None)
    conf.set_override("enforce_new_defaults", new_defaults, group="oslo_policy")
    if file is not None:
        conf.set_override("policy_file", str(file.resolve()), group="oslo_policy")
        made.policy_file = str(file.resolve())
    made.suppress_deprecation_warnings = True
    if rules is not None:
        made.set_rules(policy.Rules.from_dict(rules, "default"), use_conf=False)
    made.register_defaults(defaults)
    return made


def ask(made, rule, target, creds):
    try:
        made.enforce(rule, flatten(target), dict(creds), do_raise=True)
        return "A"
    except policy.InvalidScope:
        return "S"
    except policy.PolicyNotAuthorized:
        return "D"
    except Exception:
        return "E"


def without_scope(default):
    # oslo.policy up to 5 had the switch enforce_scope; a rule without scope types is asked as that asked it.
    return policy.RuleDefault(default.name, default.check_str, deprecated_rule=default.deprecated_rule,
                              deprecated_reason="-", deprecated_since="-")


def matrix(folder, name, new_defaults=True, any_scope=False, file=None):
    from keystone.common import policies
    personas = json.loads((folder / "personas.json").read_text())
    targets = json.loads((folder / "targets.json").read_text())
    defaults = [without_scope(rule) for rule in policies.list_rules()] if any_scope else list(policies.list_rules())
    made = enforcer(defaults, new_defaults, file=file)
    own = ["cloud_admin", "operator:own_rule", "default"] if file else []
    lines = ["\t".join(["rule"] + list(personas))]
    for rule in [default.name for default in defaults] + own:
        cells = ["".join(ask(made, rule, target, credentials(persona)) for target in targets.values())
                 for persona in personas.values()]
        lines.append("\t".join([rule] + cells))
    (folder / name).write_text("\n".join(lines) + "\n")


LEFTS = ["role", "role", "role", "rule", "rule", "user_id", "project_id", "domain_id", "system_scope", "roles",
         "service_roles", "token.user.id", "token.project.domain.id", "token.roles.name", "token.missing.id",
         "user_id.deeper", "is_admin", "is_admin_project", "missing", "None", "True", "False", "'member'", "\"a\"",
         "1", "-3", "1.5", "01", "class", "a-b", "Role", "RULE", "", "None.x", "token", "token.roles", "system"]
RIGHTS = ["admin", "Admin", "member", "u1", "p1", "d1", "all", "a", "b", "c", "nowhere", "None", "True", "1", "-3",
          "1.5", "%(user_id)s", "%(target.user.id)s", "%(target.role.name)s", "%(target.none)s", "%(target.flag)s",
          "%(target.number)s", "%(target.number)d", "%(target.list)s", "%(target.text)r", "%(missing)s",
          "x%(target.user.id)sy", "%(target.user)s", "%%", "50%", "%(target.role.name)", "%(dotted.flat)s", "",
          "a:b", "%(target.float)s", "['u1', 'x']", "{'id': 'u1'}"]
WORDS = ["and", "or", "AND", "Or", "not", "Not", "(", ")", "@", "!", "'quoted'", "nocolon", "((", "))", "' '"]


def check(rng):
    return rng.choice(LEFTS) + ":" + rng.choice(RIGHTS)


def expression(rng, depth):
    pick = rng.random()
    if depth == 0 or pick < 0.3:
        return rng.choice([check(rng), check(rng), check(rng), "@", "!", "role:member", "role:none"])
    if pick < 0.45:
        return "not " + expression(rng, depth - 1)
    if pick < 0.6:
        return "(" + expression(rng, depth - 1) + ")"
    joiner = rng.choice([" and ", " or ", " AND ", "  or\t"])
    return joiner.join(expression(rng, depth - 1) for _ in range(rng.randint(2, 3)))


def garbage(rng):
    return " ".join(rng.choice([rng.choice(WORDS), check(rng), "role:member"]) for _ in range(rng.randint(1, 6)))


def listed(rng):
    def inner():
        pick = rng.random()
        if pick < 0.15:
            return rng.choice(["", []])
        if pick < 0.4:
            return check(rng)
        return [rng.choice([check(rng), "role:member", "@"]) for _ in range(rng.randint(1, 3))]
    return [inner() for _ in range(rng.randint(0, 3))]


def language(folder):
    rng = random.Random(20261122)
    creds = credentials({
        "user_id": "u1", "project_id": "p1", "project_domain_id": "d1", "user_domain_id": "d1",
        "roles": ["Member", "reader"], "service_roles": ["service"],
        "token": {"user": {"id": "u1"}, "project": {"domain": {"id": "d1"}},
                  "roles": [{"name": "a"}, {"name": "member"}]}})
    target = {"user_id": "u1", "dotted.flat": "p1",
              "target": {"user": {"id": "u1"}, "role": {"name": "member"}, "none": None, "flag": True, "number": -3,
                         "float": 1.5, "list": ["u1", "x"], "text": "it's"}}
    cases = []
    for number in range(1500):
        kind = number % 5
        rule = garbage(rng) if kind == 0 else listed(rng) if kind == 1 else expression(rng, 3)
        rules = {"asked": rule, "a": expression(rng, 1), "b": "rule:a", "admin": check(rng)}
        if rng.random() < 0.2:
            rules["default"] = check(rng)
        made = enforcer([], rules=rules)
        cases.append({"rules": rules, "expect": ask(made, "asked", target, creds)})
    lines = [json.dumps({"credentials": creds, "target": target})] + [json.dumps(case) for case in cases]
    (folder / "language.jsonl").write_text("\n".join(lines) + "\n")


def main():
    folder = pathlib.Path(sys.argv[1])
    matrix(folder, "matrix.tsv")
    matrix(folder, "matrix-deprecated.tsv", new_defaults=False)
    matrix(folder, "matrix-any-scope.tsv", any_scope=True)
    matrix(folder, "matrix-any-scope-deprecated.tsv", new_defaults=False, any_scope=True)
    matrix(folder, "matrix-overridden.tsv", file=folder / "overrides.yaml")
    language(folder)


main()
