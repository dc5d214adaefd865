"""Where a scene plays: things to act on, operations with every persona on its own and on foreign things, bad input."""

import copy
import email.message
import http.client
import json
import re
import urllib.parse

from lab.api import Answer, Refused

from replaying.normal import ZEROS, Normal

PLURALS = {"policy": "policies"}
ABSENT = object()
LONG = "x" * 300
WRONG = (None, 7, True, "", " ", LONG, [], {}, ["x"])
DOCUMENTS = {"no JSON": "{", "a list": "[]", "a word": '"x"', "nothing": None}
FEW = ("admin", "domain-manager", "project-member", "project-reader", "anonymous")
ADMIN = ("admin",)
SIDES = ("own", "foreign")


def plural(kind):
    return PLURALS.get(kind, kind + "s")


class Thing:
    """Something that the administrator makes, lazily, and makes again when it is spent."""

    def __init__(self, stage, kind, name, wanted, path=None, put=False, wrapper=None):
        self.stage, self.kind, self.label = stage, kind, f"{kind} {name}"
        self.wanted, self.put = wanted, put
        self.wrapper = wrapper or kind
        self.path = path or f"/v3/{plural(kind)}"
        self.current = None

    @property
    def id(self):
        if self.current is None:
            wanted = self.wanted() if callable(self.wanted) else self.wanted
            path = self.path() if callable(self.path) else self.path
            said = self.stage.api.ask(
                "PUT" if self.put else "POST", path, {self.wrapper: wanted} if self.wrapper else wanted
            )
            entity = said.get(self.wrapper) or said
            entity = entity[0] if isinstance(entity, list) else entity
            self.current = entity
            self.stage.normal.learn(json.dumps(said).encode())
            if re.fullmatch("[0-9a-f]{32,64}", entity["id"]):
                self.stage.normal.name(entity["id"], self.label)
            self.stage.made.append(self)
        return self.current["id"]

    @property
    def said(self):
        """What the server said when it was made."""
        return self.id and self.current

    def drop(self):
        """Removes it, whatever became of it."""
        if self.current is None:
            return
        path = self.path() if callable(self.path) else self.path
        if not self.put:
            path += "/" + urllib.parse.quote(self.current["id"], safe="")
        self.current = None
        self.stage.remove(path)

    def __str__(self):
        return self.id


class Stage:
    """One area of one run. A case is an operation with an input; each persona's answer to it is kept."""

    def __init__(self, cast, area):
        self.cast, self.area = cast, area
        self.api = cast.api.another()
        self.normal = Normal(self.api.root, cast.tag, cast.normal.labels, cast.normal.known, self.called(""))
        self.cases, self.made = {}, []
        self.calls = 0
        # What to tidy after a failure that may have left something behind.
        self.failed = lambda: None

    # Names and things

    def called(self, name):
        return f"{self.cast.tag}-{re.sub('[^a-z0-9]+', '-', self.area)}-{name}"

    def thing(self, kind, name, wanted=None, named=True, **more):
        given = wanted or {}

        def whole():
            attributes = given() if callable(given) else given
            if isinstance(attributes, list):
                return attributes
            attributes = {k: str(v) if isinstance(v, Thing) else v for k, v in attributes.items()}
            return {"name": self.called(name), **attributes} if named else attributes

        return Thing(self, kind, name, whole, **more)

    def domain(self, side):
        return self.cast.domains[side]

    def project(self, side):
        return self.cast.projects[side]

    def user(self, side):
        """The user that things of a side belong to; the own one is persona `owner`."""
        return self.cast.users["owner" if side == "own" else "stranger"]

    def setup(self, method, path, body=None, token=None, expected=(200, 201, 204)):
        """A request that prepares; its answer is not compared."""
        said = self.api.ask(method, path, body, expected=expected, token=token)
        if method != "GET" and said:
            self.normal.learn(json.dumps(said).encode())
        return said

    def remove(self, path):
        kind = path.split("/")[2] if path.count("/") >= 3 else ""
        if kind in ("domains", "projects", "roles") and path.count("/") == 3:
            self.api.send("PATCH", path, {kind[:-1]: {"options": {"immutable": False}}})
        if kind == "domains" and path.count("/") == 3:
            self.api.send("PATCH", path, {"domain": {"enabled": False}})
        self.api.send("DELETE", path)

    def undo(self, answer):
        """Deletes what an answer says was made."""
        try:
            document = answer.json()
        except ValueError:
            return
        for entity in document.values() if isinstance(document, dict) else ():
            for made in entity if isinstance(entity, list) else [entity]:
                link = made.get("links", {}).get("self") if isinstance(made, dict) else None
                if link:
                    # Not every link is quoted.
                    path = urllib.parse.unquote(urllib.parse.urlsplit(link).path.removeprefix(self.api.prefix))
                    self.remove(urllib.parse.quote(path))

    def clear(self):
        for thing in reversed(self.made):
            try:
                thing.drop()
            except Refused:
                pass

    # Calls

    def call(self, persona, operation, case, path, body=None, headers=None, bad=False, ordered=False, token=None):
        """Sends one request as a persona and keeps the answer under its case."""
        method = operation.split(" ")[0]
        text = body if body is None or isinstance(body, (str, bytes)) else json.dumps(body)
        answer = self.answer(method, path, text, self.cast.tokens[persona] if token is None else token, headers)
        # A token's catalog has what others made.
        if method != "GET" and 200 <= answer.status < 300 and not re.search("/auth/|tokens$", path):
            self.normal.learn(answer.body)
        key = f"{operation} | {case}"
        kept = self.cases.setdefault(
            key, {"operation": operation, "bad": bad, "sent": self.shown(method, path, text), "answers": {}}
        )
        kept["answers"][persona] = self.normal.answer(answer, ordered)
        return answer

    def answer(self, method, path, text, token, headers):
        """Status 0 is no answer: the real Keystone drops the connection where it fails badly enough."""
        # The administrator's token is the client's own, which an empty one would not replace.
        self.api.token = None if token == "" else self.cast.api.token
        try:
            for _ in range(2):
                self.calls += 1
                try:
                    return self.api.send(method, path, text, token=token, headers=headers)
                except (http.client.RemoteDisconnected, ConnectionError):
                    pass
            return Answer(0, email.message.Message(), b"")
        finally:
            self.api.token = self.cast.api.token

    def shown(self, method, path, text):
        shown = f"{method} {self.normal.text(urllib.parse.unquote(path), {})}"
        if not text:
            return shown
        if isinstance(text, bytes):
            text = text.decode(errors="replace")
        return f"{shown} {self.normal.text(text, {})}"

    def play(
        self,
        operation,
        case,
        variables=None,
        body=None,
        query="",
        as_=None,
        undo=None,
        bad=False,
        headers=None,
        ordered=False,
    ):
        """One input, as each of the personas; what a success changed is undone before the next."""
        method, template = operation.split(" ")
        variables = variables or {}
        for persona in as_ or self.cast.personas:
            filled = {name: str(value) for name, value in variables.items()}
            path = re.sub(r"{(\w+)}", lambda v: urllib.parse.quote(filled.get(v[1], ZEROS), safe=""), template)
            wanted = plain(body(persona) if callable(body) else body)
            own = {**(headers(persona) if callable(headers) else headers or {})}
            answer = self.call(persona, operation, case, path + query, wanted, own, bad, ordered)
            if 200 <= answer.status < 300 and method not in ("GET", "HEAD"):
                self.restore(method, path, variables, answer, undo)
            elif not 200 <= answer.status < 500:
                self.failed()

    def restore(self, method, path, variables, answer, undo):
        if undo is not None:
            undo(answer)
        elif method == "POST":
            self.undo(answer)
        elif method == "PUT":
            self.remove(path)
        else:
            things = [value for value in variables.values() if isinstance(value, Thing)]
            if things:
                things[-1].drop()

    def operation(
        self,
        operation,
        on=None,
        body=None,
        also=(),
        undo=None,
        query="",
        queries=(),
        as_=None,
        few=FEW,
        attributes=True,
        sides=SIDES,
        case=None,
        unknown=True,
        documents=True,
        skip=(),
    ):
        """An operation whole: every persona on both sides, unknown ids, wrong values for each attribute of its body."""
        variables = on or (lambda side: {})
        made = (lambda side: body(side)) if callable(body) else (lambda side: body)
        for side in sides:
            self.play(
                operation, f"{case or side}", variables(side), (lambda _, side=side: made(side)), query, as_, undo
            )
        prefix = f"{case}: " if case else ""
        own = variables(sides[0])
        if unknown:
            for name in own:
                for value, called in ((ZEROS, "unknown"), (LONG, "too long")):
                    self.play(
                        operation,
                        f"{prefix}{called} {name}",
                        {**own, name: value},
                        lambda _: made(sides[0]),
                        as_=few if value is ZEROS else ADMIN,
                        undo=undo,
                        bad=True,
                    )
        for strange in queries:
            self.play(
                operation,
                f"{prefix}?{self.normal.text(strange, {})}",
                own,
                lambda _: made(sides[0]),
                "?" + strange,
                as_=few,
                undo=undo,
                bad=True,
            )
        if body is None:
            self.play(operation, f"{prefix}strange body", own, lambda _: "{", as_=ADMIN, undo=undo, bad=True)
            self.play(
                operation,
                f"{prefix}body unasked",
                own,
                lambda _: {"x": {"id": "x"}},
                query,
                as_=ADMIN,
                undo=undo,
                bad=True,
            )
            self.play(operation, f"{prefix}?unasked", own, lambda _: None, "?nosuch=1", as_=ADMIN, undo=undo, bad=True)
            return
        if documents:
            for called, text in DOCUMENTS.items():
                self.play(
                    operation,
                    f"{prefix}body is {called}",
                    own,
                    lambda _, text=text: text,
                    query,
                    as_=few if called == "nothing" else ADMIN,
                    undo=undo,
                    bad=True,
                )
        if attributes:
            for called, mutant in mutants(plain(made(sides[0])), also, skip):
                first = called.endswith("= 7")
                self.play(
                    operation,
                    prefix + called,
                    own,
                    lambda _, mutant=mutant: mutant(plain(made(sides[0]))),
                    query,
                    as_=few if first else ADMIN,
                    undo=undo,
                    bad=True,
                )


def plain(value):
    """A body with things replaced by their ids."""
    if isinstance(value, Thing):
        return str(value)
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    return [plain(v) for v in value] if isinstance(value, list) else value


def mutants(body, also, skip):
    """Wrong documents made of a good one: a name, and what makes it of the good one."""
    yield "body is {}", lambda _: {}
    yield "a stranger beside the wrapper", lambda good: {**good, "stranger": 1}
    for wrapper, inner in body.items():
        for value in (None, 7, [], {}):
            yield f"{wrapper} = {shown(value)}", lambda good, value=value, wrapper=wrapper: {**good, wrapper: value}
        at = (wrapper, 0) if isinstance(inner, list) and inner and isinstance(inner[0], dict) else (wrapper,)
        entity = inner[0] if len(at) == 2 else inner
        if not isinstance(entity, dict):
            continue
        yield f"{wrapper}.stranger", lambda good, at=at: put(good, (*at, "stranger"), "x")
        for attribute in [*entity, *(a for a in also if a not in entity)]:
            if attribute in skip:
                continue
            if attribute in entity:
                yield f"no {wrapper}.{attribute}", lambda good, at=at, attribute=attribute: put(
                    good, (*at, attribute), ABSENT
                )
            for value in WRONG:
                yield (
                    f"{wrapper}.{attribute} = {shown(value)}",
                    lambda good, at=at, attribute=attribute, value=value: put(good, (*at, attribute), value),
                )


def put(document, place, value):
    document = copy.deepcopy(document)
    inner = document
    for step in place[:-1]:
        inner = inner[step]
    if value is ABSENT:
        inner.pop(place[-1], None)
    else:
        inner[place[-1]] = value
    return document


def shown(value):
    return "300 x" if value == LONG else json.dumps(value)
