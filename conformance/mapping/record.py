#!/usr/bin/env python3
"""Writes what a real Keystone's mapping engine makes of the cases, as JSON, to standard output.

Run it with a Python that has Keystone:  python3 record.py > server/src/test/resources/io/clavis/mapping/golden.json
Where that Python lives in a root of its own, name the root:  KEYSTONE_ROOT=/srv/keystone python3 record.py > ...
"""

import json
import os
import pathlib
import subprocess
import sys


def outcome(engine, version, rules, assertion):
    mapping = {"id": "m", "rules": json.loads(json.dumps(rules)), "schema_version": version}
    try:
        found = engine.create_attribute_mapping_rules_processor(mapping).process(assertion)
    except Exception:  # whatever upstream trips over is a refusal
        return None
    if not all(isinstance(group, dict) for group in found["group_names"]):
        return None  # the login trips over it
    found["group_ids"].sort()
    return found


def main():
    import keystone.conf
    from keystone.federation import utils as engine

    keystone.conf.configure()

    import cases

    results = [
        [outcome(engine, version, rules, assertion) for assertion in cases.ASSERTIONS] for version, rules in cases.RULES
    ]
    mappings = [{"schema_version": version, "rules": rules} for version, rules in cases.RULES]
    golden = {"mappings": mappings, "assertions": cases.ASSERTIONS, "results": results}
    json.dump(golden, sys.stdout, separators=(",", ":"))
    print()


if __name__ == "__main__":
    root = os.environ.get("KEYSTONE_ROOT")
    if not root:
        main()
        sys.exit(0)
    here = pathlib.Path(__file__).resolve().parent
    code = (here / "cases.py").read_text() + "\nimport sys, types\ncases = types.SimpleNamespace(**globals())\nsys.modules['cases'] = cases\n"
    code += (here / "record.py").read_text().split('if __name__ == "__main__":')[0] + "\nmain()\n"
    subprocess.run(["chroot", root, "python3", "-"], input=code, text=True, check=True)
