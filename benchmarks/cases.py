"""What is measured: data made through the API in domain `load-domain`, and the requests of each case.

`@@` in a request stands for a number that no other request has.
"""
import itertools
import json
import pathlib
import random
import time
import urllib.parse

from lab.api import Api, by_password, by_token

DOMAIN = "load-domain"
# For what is made under load, so that the lists stay as long as they were.
GROWING_DOMAIN = "load-growing-domain"
PASSWORD = "load-password"
INTERFACES = ("public", "internal", "admin")
ROTATED = 50
ROLES = 100
MOST_COLD = 10_000
SECONDS_FOR_COLD = 8


class Data:
    """The data on one server. Whatever is there already is used as it is."""

    def __init__(self, url, password, options):
        self.api = Api(url)
        self.password = password
        self.api.login(password=password)
        self.domain = self._ensure("domain", "domains", {"name": DOMAIN})["id"]
        self.growing = self._ensure("domain", "domains", {"name": GROWING_DOMAIN})["id"]
        role = self._ensure("role", "roles", {"name": "member"})["id"]
        self.projects = self._many("project", "projects", options.projects)
        self.users = self._many("user", "users", options.users)
        self.regions = [self._region(i) for i in range(options.regions)]
        self.services = [self._service(i) for i in range(options.services)]
        # Made anew in each run, so that its hash has the work factor that the server has now.
        for old in self._list("users", {"name": "load-caller", "domain_id": self.domain}):
            self.api.ask("DELETE", f"/v3/users/{old['id']}")
        self.caller = self.api.ask("POST", "/v3/users", {"user": {
            "name": "load-caller", "domain_id": self.domain, "password": PASSWORD}})["user"]["id"]
        self.api.ask("PUT", f"/v3/projects/{self.projects[0]}/users/{self.caller}/roles/{role}")
        self.role = role
        self._assign()
        self._delegate()

    def _assign(self):
        """Each user has a role in a project, so that there are as many assignments; the caller has many in another."""
        there = self.api.ask("GET", f"/v3/role_assignments?role.id={self.role}")["role_assignments"]
        have = {entry["user"]["id"] for entry in there if "user" in entry}
        for number, user in enumerate(self.users):
            if user not in have:
                project = self.projects[number % len(self.projects)]
                self.api.ask("PUT", f"/v3/projects/{project}/users/{user}/roles/{self.role}")
        for number in range(ROLES):
            role = self._ensure("role", "roles", {"name": f"load-role-{number:03}"})["id"]
            self.api.ask("PUT", f"/v3/projects/{self.projects[1]}/users/{self.caller}/roles/{role}")

    def _delegate(self):
        """An application credential of the caller, and a trust from the caller to admin."""
        own = self.api.another()
        own.token, _ = own.issue(self._identity(), {"project": {"id": self.projects[0]}})
        path = f"/v3/users/{self.caller}/application_credentials"
        secret = "long-and-random-load-secret"
        credential = own.ask("POST", path, {"application_credential": {"name": "load", "secret": secret}})
        self.credential = {"methods": ["application_credential"], "application_credential": {
            "id": credential["application_credential"]["id"], "secret": secret}}
        admin = self.api.ask("GET", "/v3/users?name=admin&domain_id=default")["users"][0]["id"]
        self.trust = own.ask("POST", "/v3/OS-TRUST/trusts", {"trust": {
            "trustor_user_id": self.caller, "trustee_user_id": admin, "project_id": self.projects[0],
            "impersonation": False, "roles": [{"id": self.role}]}})["trust"]["id"]
        own.close()

    def _identity(self):
        identity = by_password("load-caller", PASSWORD)
        identity["password"]["user"]["domain"] = {"id": self.domain}
        return identity

    def _cold(self, scope):
        """Tokens that no node has seen: as many as can be issued in some seconds."""
        until, tokens = time.monotonic() + SECONDS_FOR_COLD, []
        while time.monotonic() < until and len(tokens) < MOST_COLD:
            tokens.append(self.api.issue(by_token(self.token), scope)[0])
        return tokens

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

    def _region(self, number):
        name = f"load-region-{number}"
        if self.api.send("GET", f"/v3/regions/{name}").status == 404:
            self.api.ask("POST", "/v3/regions", {"region": {"id": name}})
        return name

    def _service(self, number):
        wanted = {"name": f"load-{number}", "type": f"load-type-{number}"}
        there = self._list("services", {"type": wanted["type"]})
        if there:
            return there[0]["id"]
        service = self.api.ask("POST", "/v3/services", {"service": wanted})["service"]["id"]
        for interface, region in itertools.product(INTERFACES, self.regions):
            self.api.ask("POST", "/v3/endpoints", {"endpoint": {
                "service_id": service, "interface": interface, "region_id": region,
                "url": f"http://service-{number}.{region}.example.org:8774/v1/%(tenant_id)s"}})
        return service

    def remove(self):
        """Deletes all of it, endpoints with their services."""
        for service in self.services:
            self.api.send("DELETE", f"/v3/services/{service}")
        for region in self.regions:
            self.api.send("DELETE", f"/v3/regions/{region}")
        for role in self.api.ask("GET", "/v3/roles")["roles"]:
            if role["name"].startswith("load-role-"):
                self.api.send("DELETE", f"/v3/roles/{role['id']}")
        patient = self.api.another(timeout=600)
        for domain in (self.domain, self.growing):
            patient.ask("PATCH", f"/v3/domains/{domain}", {"domain": {"enabled": False}})
            patient.ask("DELETE", f"/v3/domains/{domain}")
        patient.close()

    def prepare(self, wanted):
        """Fresh tokens; then gives the lines of requests.lua for each wanted case."""
        api, scope = self.api, {"project": {"id": self.projects[0]}}
        identity = self._identity()
        api.login(password=self.password)
        self.token, _ = api.issue(identity, scope)
        subjects = [api.issue(by_token(self.token), scope)[0] for _ in range(ROTATED)]
        tokens = api.prefix + "/v3/auth/tokens"

        def line(method, path, token="", subject="", body=None):
            text = "" if body is None else json.dumps(body, separators=(",", ":"))
            return "\t".join((method, path, token, subject, text))

        v3 = api.prefix + "/v3"

        def issue(how):
            return line("POST", tokens, body={"auth": {"identity": how, "scope": scope}})

        def validate(subject, path=tokens):
            return line("GET", path, api.token, subject)

        def made(kind):
            return [line("POST", f"{v3}/{kind}s", api.token,
                         body={kind: {"name": f"load-made-{time.time():.0f}-@@", "domain_id": self.growing}})]

        by_trust, _ = api.issue(by_token(api.issue(by_password("admin", self.password))[0]),
                                {"OS-TRUST:trust": {"id": self.trust}})
        many_roles, _ = api.issue(identity, {"project": {"id": self.projects[1]}})
        requests = {
            "validate": [validate(self.token)],
            "validate_cold": [validate(subject) for subject in self._cold(scope)] if "validate_cold" in wanted else [],
            "validate_app_credential": [validate(api.issue(self.credential)[0])],
            "validate_trust": [validate(by_trust)],
            "validate_100_roles": [validate(many_roles)],
            "validate_nocatalog": [validate(self.token, tokens + "?nocatalog")],
            "issue_by_app_credential": [line("POST", tokens, body={"auth": {"identity": self.credential}})],
            "assignment_list": [line("GET", f"{v3}/role_assignments?include_names=true&role.id={self.role}", api.token)],
            "project_create": made("project"),
            "user_create": made("user"),
            "validate_rotate": [line("GET", tokens, api.token, subject) for subject in subjects],
            "issue_by_token": [issue(by_token(self.token))],
            "issue_by_password": [issue(identity)],
            "user_get": [line("GET", f"{v3}/users/{self.users[0]}", api.token)],
            "user_by_name": [line("GET", f"{v3}/users?name=load-caller&domain_id={self.domain}", api.token)],
            "user_list": [line("GET", f"{v3}/users?domain_id={self.domain}", api.token)],
            "user_page": [line("GET", f"{v3}/users", api.token)],
            "project_list": [line("GET", f"{v3}/projects?domain_id={self.domain}", api.token)],
            "catalog": [line("GET", f"{v3}/auth/catalog", self.token)],
        }
        return {**requests, "mixed": mixed(requests)}

    def validation(self):
        """The body of a validation answer."""
        return self.api.send("GET", "/v3/auth/tokens", headers={"X-Subject-Token": self.token}).body


# What a cloud asks, of a thousand requests: mostly whether a token is valid.
MIXTURE = {"validate_rotate": 850, "issue_by_token": 40, "issue_by_app_credential": 40, "issue_by_password": 2,
           "catalog": 20, "user_get": 20, "user_by_name": 10, "project_list": 5, "user_list": 4, "assignment_list": 4,
           "project_create": 3, "user_create": 2}


def mixed(requests):
    """A thousand requests in an order that is always the same."""
    lines = [requests[case][number % len(requests[case])] for case, count in MIXTURE.items() for number in range(count)]
    random.Random(0).shuffle(lines)
    return lines


NAMES = ("validate", "validate_rotate", "validate_cold", "validate_app_credential", "validate_trust",
         "validate_100_roles", "validate_nocatalog", "issue_by_token", "issue_by_app_credential", "issue_by_password",
         "user_get", "user_by_name", "user_list", "user_page", "project_list", "assignment_list", "catalog", "project_create",
         "user_create", "mixed")
# Only where they are asked for.
APART = ("mixed", "user_page")
# Each request of these is sent once.
ONCE = ("validate_cold",)


def write(requests, directory):
    """One file for each case."""
    for name, lines in requests.items():
        (pathlib.Path(directory) / name).write_text("\n".join(lines) + "\n")
