"""A small client of the Identity API: one kept-alive connection, no library."""
import http.client
import json
import urllib.parse


class Refused(Exception):
    """An answer that is not what was asked for."""


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def json(self):
        return json.loads(self.body) if self.body else None


class Api:
    """One server. `url` ends in /v3 or is the root above it. Not for several threads at once: make one each."""

    def __init__(self, url, timeout=60):
        parts = urllib.parse.urlsplit(url if "//" in url else "http://" + url)
        self.secure = parts.scheme == "https"
        self.host, self.port = parts.hostname, parts.port or (443 if self.secure else 80)
        self.prefix = parts.path.rstrip("/").removesuffix("/v3")
        self.root = f"{parts.scheme}://{parts.netloc}{self.prefix}"
        self.v3 = self.root + "/v3"
        self.timeout = timeout
        self.token = None
        self.connection = None

    def another(self, timeout=None):
        """The same server and token over a connection of its own."""
        twin = Api(self.root, timeout or self.timeout)
        twin.token = self.token
        return twin

    def send(self, method, path, body=None, token=None, headers=None):
        """Sends one request; `path` is below the root (/v3/users); a dict becomes JSON. Never retries."""
        sent = {"Accept": "application/json"}
        if isinstance(body, (dict, list)):
            body = json.dumps(body)
        if body is not None:
            sent["Content-Type"] = "application/json"
        token = self.token if token is None else token
        if token:
            sent["X-Auth-Token"] = token
        sent.update(headers or {})
        if self.connection is None:
            kind = http.client.HTTPSConnection if self.secure else http.client.HTTPConnection
            self.connection = kind(self.host, self.port, timeout=self.timeout)
        try:
            self.connection.request(method, self.prefix + path, body, sent)
            response = self.connection.getresponse()
            answer = Answer(response.status, response.headers, response.read())
        except BaseException:
            self.close()
            raise
        if response.will_close:
            self.close()
        return answer

    def ask(self, method, path, body=None, expected=(200, 201, 204), **more):
        """Sends a request that has to succeed; gives back its JSON."""
        answer = self.send(method, path, body, **more)
        if answer.status not in expected:
            raise Refused(f"{method} {path}: {answer.status} {answer.body[:300].decode(errors='replace')}")
        return answer.json()

    def issue(self, identity, scope=None):
        """A new token: its text, and what it says."""
        auth = {"identity": identity}
        if scope is not None:
            auth["scope"] = scope
        answer = self.send("POST", "/v3/auth/tokens", {"auth": auth}, token="")
        if answer.status != 201:
            raise Refused(f"POST /v3/auth/tokens: {answer.status} {answer.body[:300].decode(errors='replace')}")
        return answer.headers["X-Subject-Token"], answer.json()["token"]

    def login(self, user="admin", password="secret", scope=None, domain="default"):
        """Takes a token of this user for all later requests; for project `admin` unless told otherwise."""
        project = {"project": {"name": "admin", "domain": {"id": "default"}}}
        self.token, said = self.issue(by_password(user, password, domain), project if scope is None else scope)
        return said

    def close(self):
        if self.connection is not None:
            self.connection.close()
        self.connection = None


def by_password(user, password, domain="default"):
    return {
        "methods": ["password"],
        "password": {"user": {"name": user, "domain": {"id": domain}, "password": password}},
    }


def by_token(token):
    return {"methods": ["token"], "token": {"id": token}}
