"""What is measured: data made through the API in domain `load-domain`, and the requests of each case."""
import json
import pathlib
import urllib.parse

from lab.api import Api, by_password, by_token

DOMAIN = "load-domain"
PASSWORD = "load-password"
INTERFACES = ("public", "internal", "admin")
ROTATED = 50


class Data:
    """The data on one server. Whatever is there already is used as it is."""

    def __init__(self, url, password, users, projects, services):
        self.api = Api(url)
        self.api.login(password=password)
        self.domain = self._ensure("domain", "domains", {"name": DOMAIN})["id"]
        role = self._ensure("role", "roles", {"name": "member"})["id"]
        self.projects = self._many("project", "projects", projects)
        self.users = self._many("user", "users", users)
        self.services = [self._service(i) for i in range(services)]
        # Made anew in each run, so that its hash has the work factor that the server has now.
        for old in self._list("users", {"name": "load-caller", "domain_id": self.domain}):
            self.api.ask("DELETE", f"/v3/users/{old['id']}")
        self.caller = self.api.ask("POST", "/v3/users", {"user": {
            "name": "load-caller", "domain_id": self.domain, "password": PASSWORD}})["user"]["id"]
        self.api.ask("PUT", f"/v3/projects/{self.projects[0]}/users/{self.caller}/roles/{role}")

    def _list(self, plural, query):
        return self.api.ask("GET", f"/v3/{plural}?{urllib.parse.urlencode(query)}")[plural]

    def _ensure(self, kind, plural, wanted):
        there = self._list(plural, {"name": wanted["name"]})
        return there[0] if there else self.api.ask("POST", f"/v3/{plural}", {kind: wanted})[kind]

    def _many(self, kind, plural, count):
        there = {entity["name"]: entity["id"] for entity in self._list(plural, {"domain_id": self.domain})}
        ids = []
        for name in (f"load-{kind}-{i:04}" for i in range(count)):
            if name not in there:
                wanted = {"name": name, "domain_id": self.domain, "description": "made for a measurement"}
                there[name] = self.api.ask("POST", f"/v3/{plural}", {kind: wanted})[kind]["id"]
            ids.append(there[name])
        return ids

    def _service(self, number):
        wanted = {"name": f"load-{number}", "type": f"load-type-{number}"}
        there = self._list("services", {"type": wanted["type"]})
        if there:
            return there[0]["id"]
        service = self.api.ask("POST", "/v3/services", {"service": wanted})["service"]["id"]
        for interface in INTERFACES:
            self.api.ask("POST", "/v3/endpoints", {"endpoint": {
                "service_id": service, "interface": interface,
                "url": f"http://service-{number}.example.org:8774/v1/%(tenant_id)s"}})
        return service

    def remove(self):
        """Deletes all of it, endpoints with their services."""
        for service in self.services:
            self.api.send("DELETE", f"/v3/services/{service}")
        self.api.send("PATCH", f"/v3/domains/{self.domain}", {"domain": {"enabled": False}})
        self.api.send("DELETE", f"/v3/domains/{self.domain}")

    def prepare(self):
        """Fresh tokens; then gives the lines of requests.lua for each case."""
        api, scope = self.api, {"project": {"id": self.projects[0]}}
        identity = by_password("load-caller", PASSWORD)
        identity["password"]["user"]["domain"] = {"id": self.domain}
        self.token, _ = api.issue(identity, scope)
        subjects = [api.issue(by_token(self.token), scope)[0] for _ in range(ROTATED)]
        tokens = api.prefix + "/v3/auth/tokens"

        def line(method, path, token="", subject="", body=None):
            text = "" if body is None else json.dumps(body, separators=(",", ":"))
            return "\t".join((method, path, token, subject, text))

        def issue(how):
            return line("POST", tokens, body={"auth": {"identity": how, "scope": scope}})

        v3 = api.prefix + "/v3"
        return {
            "validate": [line("GET", tokens, api.token, self.token)],
            "validate_rotate": [line("GET", tokens, api.token, subject) for subject in subjects],
            "issue_by_token": [issue(by_token(self.token))],
            "issue_by_password": [issue(identity)],
            "user_get": [line("GET", f"{v3}/users/{self.users[0]}", api.token)],
            "user_list": [line("GET", f"{v3}/users?domain_id={self.domain}", api.token)],
            "project_list": [line("GET", f"{v3}/projects?domain_id={self.domain}", api.token)],
            "catalog": [line("GET", f"{v3}/auth/catalog", self.token)],
        }

    def validation(self):
        """The body of a validation answer."""
        return self.api.send("GET", "/v3/auth/tokens", headers={"X-Subject-Token": self.token}).body


NAMES = ("validate", "validate_rotate", "issue_by_token", "issue_by_password", "user_get", "user_list",
         "project_list", "catalog")


def write(requests, directory):
    """One file for each case."""
    for name, lines in requests.items():
        (pathlib.Path(directory) / name).write_text("\n".join(lines) + "\n")
