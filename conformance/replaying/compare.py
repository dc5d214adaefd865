"""Recorded answers against new ones: what differs, what of that is explained."""

import fnmatch
import json
import re

SCHEMA = re.compile(
    r"^Invalid input for field|is a required property|Additional properties are not allowed|"
    r"is not of type |does not match |is too (short|long)|non-empty|does not have enough properties|has too many|"
    r"should not be valid under|is not valid under any|is valid under each|non-unique elements|"
    r"is not one of|is a dependency of|is not a '|less than the minimum|greater than the maximum"
)
FIELD = re.compile(r"field(?:/attribute)? '?([\w.-]+)'?[.:]|'(\w+)' is a required property")


class Difference:
    def __init__(self, area, case, persona, sent, upstream, here):
        self.area, self.case, self.persona, self.sent = area, case, persona, sent
        self.upstream, self.here = upstream, here

    @property
    def key(self):
        return f"{self.area}: {self.case}"


def differences(area, recorded, played):
    """Every case of an area in which a persona is answered otherwise than recorded."""
    for case, kept in played.items():
        before = recorded.get(case)
        for persona, here in kept["answers"].items():
            upstream = before["answers"].get(persona) if before else None
            if upstream is None or not same(upstream, here):
                yield Difference(area, case, persona, kept["sent"], upstream, here)
    for case, before in recorded.items():
        for persona in before["answers"].keys() - played.get(case, {"answers": {}})["answers"].keys():
            yield Difference(area, case, persona, before["sent"], before["answers"][persona], None)


def same(upstream, here):
    if upstream == here:
        return True
    if upstream["status"] != here["status"] or upstream["headers"] != here["headers"]:
        return False
    return upstream["status"] == 400 and schema_error(upstream.get("body"), here.get("body"))


def schema_error(upstream, here):
    """The text of a schema error need not be Python's, but it is one line that names the same field."""
    try:
        theirs, ours = upstream["error"], here["error"]
        said, say = theirs["message"], ours["message"]
    except (TypeError, KeyError):
        return False
    if (
        not SCHEMA.search(said)
        or {**theirs, "message": 0} != {**ours, "message": 0}
        or "\n" in say.strip()
        or len(say) > 900
    ):
        return False
    field = FIELD.search(said)
    return field is None or (field[1] or field[2]) in say


class Explained:
    """An entry of DIFFERENCES.md: which calls it is about, and the two statuses."""

    def __init__(self, title):
        self.title, self.calls, self.upstream, self.here, self.used = title, [], "*", "*", 0

    def holds(self, difference):
        def status(answer):
            return str(answer["status"]) if answer else "none"

        if difference.upstream is None:
            return False
        return (
            any(fnmatch.fnmatchcase(status(difference.upstream), wanted) for wanted in self.upstream.split("|"))
            and any(fnmatch.fnmatchcase(status(difference.here), wanted) for wanted in self.here.split("|"))
            and any(matches(difference.key, pattern) for pattern in self.calls)
        )


def matches(key, pattern):
    # Only the star is special: paths are full of brackets.
    return re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), key, re.DOTALL) is not None


def explained(path):
    """The entries of DIFFERENCES.md: a heading, then `calls:`, `upstream:` and `here:` lines, then the reason."""
    entries = []
    for line in path.read_text().splitlines() if path.exists() else ():
        if line.startswith("## "):
            entries.append(Explained(line[3:]))
        elif found := re.fullmatch(r"- (calls|upstream|here): (.*)", line):
            if found[1] == "calls":
                entries[-1].calls += re.findall(r"`([^`]+)`", found[2])
            else:
                setattr(entries[-1], found[1], found[2].strip("`"))
    return entries


def described(group):
    """Some personas' common difference, in lines."""
    first = group[0]
    names = ", ".join(d.persona for d in group)
    yield f"{first.key}   [{names}]"
    yield f"    {first.sent[:300]}"
    yield from parts(first.upstream, first.here)


def parts(upstream, here):
    if upstream is None or here is None:
        yield f"    recorded: {short(upstream)}"
        yield f"    here:     {short(here)}"
        return
    if upstream["status"] != here["status"]:
        yield f"    status {upstream['status']} -> {here['status']}"
        yield f"    recorded: {short(upstream.get('body'))}"
        yield f"    here:     {short(here.get('body'))}"
        return
    for where, old, new in changes(upstream, here):
        yield f"    {where}: {short(old)} -> {short(new)}"


def changes(old, new, where=""):
    if isinstance(old, dict) and isinstance(new, dict):
        for key in sorted(old.keys() | new.keys()):
            yield from changes(old.get(key, "(absent)"), new.get(key, "(absent)"), f"{where}.{key}" if where else key)
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for index, (one, other) in enumerate(zip(old, new)):
            yield from changes(one, other, f"{where}[{index}]")
    elif old != new:
        yield where, old, new


def short(value):
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) < 420 else text[:420] + "…"
