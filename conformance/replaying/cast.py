"""Who calls: two domains with a project each, and a persona for every kind of caller."""

import re
import secrets

from lab.api import Refused, by_password, by_token

from replaying.normal import Normal

PASSWORD = "replayed-Secret-1"
# persona: its role, and where
ROLES = {
    "domain-admin": ("admin", "domain", "own"),
    "domain-manager": ("manager", "domain", "own"),
    "domain-member": ("member", "domain", "own"),
    "domain-reader": ("reader", "domain", "own"),
    "project-admin": ("admin", "project", "own"),
    "project-manager": ("manager", "project", "own"),
    "project-member": ("member", "project", "own"),
    "project-reader": ("reader", "project", "own"),
    "owner": ("member", "project", "own"),
    "service": ("service", "project", "own"),
    "foreign-admin": ("admin", "domain", "foreign"),
    "foreign-manager": ("manager", "domain", "foreign"),
    "stranger": ("member", "project", "foreign"),
    "system-reader": ("reader", "system", "own"),
    "system-member": ("member", "system", "own"),
}
PERSONAS = (
    "admin",
    "system-admin",
    "system-member",
    "system-reader",
    "domain-admin",
    "domain-manager",
    "domain-member",
    "domain-reader",
    "project-admin",
    "project-manager",
    "project-member",
    "project-reader",
    "owner",
    "service",
    "foreign-admin",
    "foreign-manager",
    "unscoped",
    "anonymous",
    "invalid",
)


class Cast:
    """Made once for a run, taken away at its end. Things in it are only read by the scenes."""

    personas = PERSONAS

    def __init__(self, api, password):
        self.api, self.password = api, password
        self.tag = "q" + secrets.token_hex(3) + "q"
        self.normal = Normal(api.root, self.tag)
        self.tokens, self.users, self.domains, self.projects, self.groups, self.roles = {}, {}, {}, {}, {}, {}

    def make(self):
        api = self.api
        said = api.login(password=self.password)
        self.tokens |= {"admin": api.token, "anonymous": "", "invalid": "gAAAAABnot-a-token"}
        self.know("user", "admin", said["user"]["id"])
        self.know("project", "admin", said["project"]["id"])
        self.admin_user, self.admin_project = said["user"]["id"], said["project"]["id"]
        for role in api.ask("GET", "/v3/roles")["roles"]:
            if role["name"] in ("admin", "manager", "member", "reader", "service"):
                self.roles[role["name"]] = role["id"]
                self.know("role", role["name"], role["id"])
        for service in api.ask("GET", "/v3/services?type=identity")["services"]:
            self.know("service", "identity", service["id"])
            for endpoint in api.ask("GET", f"/v3/endpoints?service_id={service['id']}")["endpoints"]:
                self.know("endpoint", f"identity {endpoint['interface']}", endpoint["id"])
        for side in ("own", "foreign"):
            self.domains[side] = self.new("domain", side, {})
            domain = {"domain_id": self.domains[side]}
            self.projects[side] = self.new("project", side, domain)
            self.groups[side] = self.new("group", side, domain)
        for persona, (role, where, side) in ROLES.items():
            self.users[persona] = self.new("user", persona, {"domain_id": self.domains[side], "password": PASSWORD})
            at = {
                "domain": f"domains/{self.domains[side]}",
                "project": f"projects/{self.projects[side]}",
                "system": "system",
            }
            api.ask("PUT", f"/v3/{at[where]}/users/{self.users[persona]}/roles/{self.roles[role]}")
        for persona, (_, where, side) in ROLES.items():
            scope = {
                "domain": {"domain": {"id": self.domains[side]}},
                "project": {"project": {"id": self.projects[side]}},
                "system": {"system": {"all": True}},
            }[where]
            self.tokens[persona], _ = api.issue(self.by_password(persona), scope)
        self.tokens["system-admin"], _ = api.issue(by_token(api.token), {"system": {"all": True}})
        self.users["unscoped"] = self.new("user", "unscoped", {"domain_id": self.domains["own"], "password": PASSWORD})
        self.tokens["unscoped"], _ = api.issue(self.by_password("unscoped"))
        return self

    def by_password(self, persona, password=PASSWORD):
        return {"methods": ["password"], "password": {"user": {"id": self.users[persona], "password": password}}}

    def know(self, kind, name, identifier):
        self.normal.name(identifier, f"{kind} {name}")

    def new(self, kind, name, wanted):
        made = self.api.ask("POST", f"/v3/{kind}s", {kind: {"name": f"{self.tag}-{name}", **wanted}})[kind]["id"]
        self.know(kind, name, made)
        return made

    def clear(self):
        for domain in self.domains.values():
            self.api.ask("PATCH", f"/v3/domains/{domain}", {"domain": {"enabled": False}})
            try:
                self.api.ask("DELETE", f"/v3/domains/{domain}")
            except Refused as left:
                print(f"left behind: domain {domain}: {left}")
