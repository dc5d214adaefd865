"""Whether all of an estate is as it was, whoever serves it now."""
from lab.api import Refused

from . import ways
from .estate import PASSWORD

# What differs from login to login.
FRESH = ("issued_at", "expires_at", "audit_ids")


def attempt(tally, name, action):
    """An action that has to succeed: its result, or None where it failed."""
    try:
        result = action()
    except (Refused, OSError, ValueError, KeyError, TypeError) as failure:
        tally.check(name, False, f"{type(failure).__name__}: {failure}")
        return None
    tally.check(name, True)
    return result


def without(said, names):
    return {name: value for name, value in said.items() if name not in names}


def known(said, older):
    """An older release, which does not list the mark of EC2 keys, loses it with the first answer that is not cached."""
    if not older:
        return said
    return {**said, "methods": [method for method in said["methods"] if method != "ec2credential"]}


def difference(was, now, path=""):
    """The first place where two values differ."""
    if isinstance(was, dict) and isinstance(now, dict):
        for name in sorted(set(was) | set(now)):
            if was.get(name) != now.get(name) or (name in was) != (name in now):
                return difference(was.get(name), now.get(name), f"{path}.{name}")
    if isinstance(was, list) and isinstance(now, list) and len(was) == len(now):
        for number, (one, other) in enumerate(zip(was, now)):
            if one != other:
                return difference(one, other, f"{path}[{number}]")
    return f"{path}: was {str(was)[:200]}, is {str(now)[:200]}"


def same(tally, name, was, now):
    was, now = ways.ordered(was), ways.ordered(now)
    return tally.check(name, was == now, "" if was == now else difference(was, now))


def verify(tally, api, estate, who, stage, ignored=(), shown=True, older=False):
    """Every login, every token, every refusal and every thing of an estate, at the Keystone that runs now."""
    title = f"{who}, {estate.name}:"
    for name, way in estate.logins.items():
        issued = attempt(tally, f"{title} login by {name}", lambda: way(api))
        if issued:
            same(tally, "… says the same", known(without(estate.said[name], FRESH), older),
                 known(without(issued[1], FRESH), older))
    for name, (text, said) in estate.tokens.items():
        now = attempt(tally, f"{title} token of {name}", lambda: ways.validated(api, text))
        if now:
            same(tally, "… says the same", known(said, older), known(now, older))
    for name, way in estate.refusals.items():
        try:
            way(api)
            tally.check(f"{title} {name} is refused", False, "there was a token")
        except Refused as refusal:
            tally.check(f"{title} {name} is refused", " 401 " in str(refusal), refusal)
    for name, text in estate.ended.items():
        status = api.send("GET", "/v3/auth/tokens", headers={"X-Subject-Token": text}).status
        tally.equal(f"{title} {name} token stays refused", status, 404)
    for path, was in estate.shown.items() if shown else ():
        now = attempt(tally, f"{title} GET {path}", lambda: estate.look(api, path))
        if now is not None:
            same(tally, "… shows the same", trimmed(was, ignored), trimmed(now, ignored))
    limited(tally, api, estate, title)
    secret = estate.secrets[stage]
    attempt(tally, f"{title} a login that the other began is finished with a passcode",
            lambda: ways.finished(api, estate.half, estate.factors, secret, estate.scope))
    estate.half = attempt(tally, f"{title} half a login gives a receipt",
                          lambda: ways.receipt(api, estate.factors, PASSWORD))


def trimmed(value, ignored):
    """Without attributes that one release has and the other not."""
    if isinstance(value, dict):
        return {name: trimmed(item, ignored) for name, item in value.items() if name not in ignored}
    if isinstance(value, list):
        return [trimmed(item, ignored) for item in value]
    return value


def limited(tally, api, estate, title):
    """A trust that is good for so many uses: each is counted, whoever counts."""
    way, trust, owner = estate.limited
    if attempt(tally, f"{title} login by a trust of limited uses", lambda: way(api)) is None:
        return
    estate.uses += 1
    left = owner.another().ask("GET", f"/v3/OS-TRUST/trusts/{trust}")["trust"]["remaining_uses"]
    tally.equal("… and the use is counted", left, 20 - estate.uses)
