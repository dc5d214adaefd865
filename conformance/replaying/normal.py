"""Answers in a form that two servers share: ids by what they stand for, times and secrets by their shape."""

import json
import re

HEADERS = ("Content-Type", "Vary", "WWW-Authenticate", "Location", "Allow")
HEX = r"(?<![0-9a-zA-Z])(?:[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32})(?![0-9a-zA-Z])"
IDS = re.compile(HEX)
# Years that a scene sets itself stay as they are (2001, 2051).
TIMES = re.compile(r"20[2-4]\d-\d\d-\d\d[T ]\d\d:\d\d:\d\d")
FRACTION = re.compile(r"(<time>)\.\d{6}(?!\d)")
SECRET = re.compile(r"(?<![\w-])(?:[\w-]{86}|[\w-]{72})(?![\w-])")
TOKEN = re.compile(r"gAAAA[\w=-]{60,}")
AUDIT = re.compile(r"(?<![\w-])[\w-]{22}(?![\w-])")
REPEATED = re.compile(r"(.)\1{39,}")
# Lists of words whose order says nothing.
FREE = {"tags", "audit_ids", "remote_ids", "methods"}
ZEROS = "0" * 32


class Normal:
    """One area's way to see answers: what an id is called, and which ids are of this run."""

    def __init__(self, root, tag, labels=None, known=None, mine=None):
        self.root, self.tag, self.mine = root, tag, mine or tag
        self.labels = dict(labels or {})
        self.known = set(known or ()) | {ZEROS}

    def name(self, identifier, label):
        self.labels[identifier] = f"<{label}>"
        self.known.add(identifier)

    def learn(self, body):
        """Every id in the answer to a write is of this run."""
        self.known.update(IDS.findall(body.decode(errors="replace")))

    def answer(self, answer, ordered=False):
        """Status, headers and body, normalised."""
        local = {}
        headers = {name: self.text(answer.headers[name], local) for name in HEADERS if answer.headers.get(name)}
        if "Allow" in headers:
            headers["Allow"] = ", ".join(sorted(headers["Allow"].split(", ")))
        if answer.headers.get("X-Subject-Token"):
            headers["X-Subject-Token"] = "<token>"
        if answer.headers.get("Openstack-Auth-Receipt"):
            headers["Openstack-Auth-Receipt"] = "<receipt>"
        try:
            body = json.loads(answer.body)
        except ValueError:
            body = self.text(answer.body.decode(errors="replace").strip(), local) or None
        else:
            body = self.value(body, local, ordered)
        said = {"status": answer.status, "headers": headers}
        if body is not None:
            said["body"] = body
        return said

    def value(self, value, local, ordered=False, key=None):
        if isinstance(value, dict):
            return {self.text(k, local): self.value(v, local, ordered, k) for k, v in sorted(value.items())}
        if isinstance(value, list):
            items = [item for item in value if not isinstance(item, (dict, list)) or self.ours(item)]
            if not ordered and any(isinstance(item, dict) for item in items):
                # Sorted by what is the same on both servers, before local numbers are given.
                items.sort(key=lambda item: json.dumps(self.value(item, {}), sort_keys=True))
            items = [self.value(item, local, ordered) for item in items]
            return sorted(items, key=str) if key in FREE and not ordered else items
        if key == "oauth_verifier":
            return f"<{len(value)} letters>"
        return self.text(value, local) if isinstance(value, str) else value

    def ours(self, item):
        """Whether an entry of a list is of this run: others may be using the server."""
        if not isinstance(item, dict):
            return True
        if "issued_before" in item:
            # Revocations are everybody's.
            return False
        named = item.get("id", item.get("access"))
        if isinstance(named, str) and named not in self.known and self.mine not in named and named != "RegionOne":
            if IDS.fullmatch(named) or {"links", "endpoints"} & item.keys():
                return False
        flat = {k: v for k, v in item.items() if k not in ("endpoints", "implies", "catalog")}
        return all(found in self.known for found in IDS.findall(json.dumps(flat)))

    def text(self, text, local):
        text = text.replace(self.root, "<root>").replace(self.tag, "TAG").replace(self.tag.upper(), "TAG")
        text = TOKEN.sub("<token>", text)
        text = IDS.sub(lambda found: self.labels.get(found[0]) or self.local(found[0], local), text)
        text = FRACTION.sub(r"\1.<fraction>", TIMES.sub("<time>", text))
        text = SECRET.sub("<secret>", text)
        if AUDIT.fullmatch(text) and re.search(r"[A-Z]", text) and "TAG" not in text:
            text = "<audit id>"
        return REPEATED.sub(lambda run: f"<{run[1]} x {len(run[0])}>", text)

    @staticmethod
    def local(identifier, local):
        if identifier == ZEROS:
            return "<unknown>"
        return local.setdefault(identifier, f"<id:{len(local) + 1}>")
