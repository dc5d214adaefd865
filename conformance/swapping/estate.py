"""What an operator's Keystone holds after some years, laid down through the API of whichever Keystone runs."""
import base64
import hashlib
import os

from lab.api import Refused
from lab.oauth import Consumer

from . import ways

PASSWORD = "päss-wörd-1"
LONG = "so long that bcrypt cuts it: " + "x" * 80
STAGES = 4


class Estate:
    """Things, the ways to log in with them, tokens that were issued, and what is to be refused."""

    def __init__(self, name):
        self.name = name
        self.logins = {}  # name -> way
        self.tokens = {}  # name -> (text, what it says)
        self.said = {}  # name of a login -> what its first token said
        self.refusals = {}  # name -> way that has to be refused with 401
        self.ended = {}  # name -> a token that ended
        self.paths = []
        self.owners = {}  # path -> way of the one who may look
        self.shown = {}  # path -> what was shown
        self.uses = 0
        self.half = None

    def collect(self, api, flush=lambda: None):
        """Logs in every way, keeps the tokens, and looks at every thing.

        `flush` empties the cache, so that what is said of a token comes out of the token, and what is said of a user
        whose password was just changed is not what was said before."""
        flush()
        for name, way in self.logins.items():
            try:
                text, said = way(api)
                self.said[name] = said
                if text:  # S3's check gives none away
                    self.tokens[name] = text, said
            except Refused as refusal:
                raise Refused(f"{name}: {refusal}") from refusal
        flush()
        self.tokens = {name: (text, ways.validated(api, text)) for name, (text, _) in self.tokens.items()}
        self.shown = {path: self.look(api, path) for path in self.paths}
        self.half = ways.receipt(api, self.factors, PASSWORD)

    def look_again(self, api):
        """After more was made elsewhere, which shows in lists and in the catalog of every token."""
        for name, way in self.logins.items():
            self.said[name] = way(api)[1]
        self.tokens = {name: (text, ways.validated(api, text)) for name, (text, _) in self.tokens.items()}
        self.shown = {path: self.look(api, path) for path in self.paths}

    def look(self, api, path):
        """What is at a path, for an administrator or the one user who may look."""
        way = self.owners.get(path)
        return api.ask("GET", path, token=way(api)[0] if way else None)


class Builder:
    """Lays an estate down. Every method is a corner of the API."""

    def __init__(self, api, name):
        self.api, self.estate = api, Estate(name)
        self.domain = self.made("domain", {"name": f"{name}-domain", "description": "Rivières"})["id"]
        self.roles = {role["name"]: role["id"] for role in api.ask("GET", "/v3/roles")["roles"]}
        self.service = next(service["id"] for service in api.ask("GET", "/v3/services")["services"])
        self.show(f"/v3/domains/{self.domain}", "/v3/domains")

    def made(self, kind, said, plural=None):
        return self.api.ask("POST", f"/v3/{plural or kind + 's'}", {kind: said})[kind]

    def put(self, path, body=None):
        return self.api.ask("PUT", path, body)

    def show(self, *paths):
        self.estate.paths += paths

    def user(self, name, password=PASSWORD, **more):
        user = self.made("user", {"name": f"{self.estate.name}-{name}", "domain_id": self.domain, "password": password,
                                  **more})["id"]
        self.show(f"/v3/users/{user}", f"/v3/users/{user}/groups", f"/v3/users/{user}/projects")
        return user

    def member(self, name, password=PASSWORD, role="member", **more):
        """A user with a role on the project."""
        user = self.user(name, password, **more)
        self.put(f"/v3/projects/{self.project}/users/{user}/roles/{self.roles[role]}")
        return user

    def login(self, name, way):
        self.estate.logins[name] = way

    def at(self, project=None):
        return {"project": {"id": project or self.project}}

    def by(self, user, scope=None, password=PASSWORD):
        """A login by the user's id."""
        identity = {"methods": ["password"], "password": {"user": {"id": user, "password": password}}}
        return lambda api: api.issue(identity, scope)

    def as_(self, user, scope=None, password=PASSWORD):
        """The API with a token of this user's."""
        other = self.api.another()
        other.token = self.by(user, scope or self.at(), password)(self.api)[0]
        return other

    # the corners

    def projects(self):
        top = self.made("project", {"name": "top", "domain_id": self.domain, "tags": ["blue", "rot"]})["id"]
        middle = self.made("project", {"name": "middle", "domain_id": self.domain, "parent_id": top,
                                       "options": {"immutable": True}, "color": "green"})["id"]
        self.leaf = self.made("project", {"name": "leaf", "domain_id": self.domain, "parent_id": middle})["id"]
        self.project = self.made("project", {"name": "daily", "domain_id": self.domain})["id"]
        off = self.made("project", {"name": "off", "domain_id": self.domain, "enabled": False})["id"]
        self.put(f"/v3/projects/{top}/tags/gr%C3%BCn")
        self.top = top
        self.show(f"/v3/projects?domain_id={self.domain}", f"/v3/projects/{self.leaf}?parents_as_list",
                  f"/v3/projects/{top}?subtree_as_ids", f"/v3/projects/{top}/tags", f"/v3/projects/{middle}",
                  f"/v3/projects/{off}", f"/v3/projects?tags=rot")

    def role_trees(self):
        prior = self.made("role", {"name": f"{self.estate.name}-chief"})["id"]
        implied = self.made("role", {"name": f"{self.estate.name}-clerk", "options": {"immutable": True}})["id"]
        own = self.made("role", {"name": "house", "domain_id": self.domain})["id"]
        self.put(f"/v3/roles/{prior}/implies/{implied}")
        self.put(f"/v3/roles/{own}/implies/{prior}")
        self.roles.update(chief=prior, clerk=implied, house=own)
        self.show("/v3/roles", f"/v3/roles?domain_id={self.domain}", "/v3/role_inferences", f"/v3/roles/{implied}")

    def people(self):
        scope = self.at()
        plain = self.member("plain", email="plain@example.org", options={"ignore_password_expiry": True})
        self.login("password", self.by(plain, scope))
        self.login("password, unscoped", self.by(plain, "unscoped"))
        self.login("password, by name", lambda api: api.issue({"methods": ["password"], "password": {"user": {
            "name": f"{self.estate.name}-plain", "domain": {"id": self.domain}, "password": PASSWORD}}}, scope))
        self.login("token", ways.rescoped(self.by(plain, "unscoped"), scope))
        self.login("a long password", self.by(self.member("long", LONG), scope, LONG))
        home = self.member("home", default_project_id=self.project)
        self.login("a default project", self.by(home))
        chief = self.user("chief")
        self.put(f"/v3/projects/{self.project}/users/{chief}/roles/{self.roles['house']}")
        self.login("domain-specific and implied roles", self.by(chief, scope))
        above = self.user("above")
        self.put(f"/v3/OS-INHERIT/domains/{self.domain}/users/{above}/roles/{self.roles['member']}/inherited_to_projects")
        self.put(f"/v3/OS-INHERIT/projects/{self.top}/users/{above}/roles/{self.roles['chief']}/inherited_to_projects")
        self.login("roles inherited from domain and project", self.by(above, self.at(self.leaf)))
        group = self.made("group", {"name": "crew", "domain_id": self.domain, "description": "many"})["id"]
        sailor = self.user("sailor")
        self.put(f"/v3/groups/{group}/users/{sailor}")
        self.put(f"/v3/projects/{self.project}/groups/{group}/roles/{self.roles['reader']}")
        self.put(f"/v3/domains/{self.domain}/groups/{group}/roles/{self.roles['member']}")
        self.put(f"/v3/system/groups/{group}/roles/{self.roles['reader']}")
        self.login("a group's role on the project", self.by(sailor, scope))
        self.login("… on the domain", self.by(sailor, {"domain": {"id": self.domain}}))
        self.login("… on the system", self.by(sailor, {"system": {"all": True}}))
        root = self.user("root")
        self.put(f"/v3/system/users/{root}/roles/{self.roles['admin']}")
        self.login("a user's role on the system", self.by(root, {"system": {"all": True}}))
        self.group, self.plain = group, plain
        self.show(f"/v3/users?domain_id={self.domain}", f"/v3/groups?domain_id={self.domain}",
                  f"/v3/groups/{group}/users", "/v3/role_assignments?include_names=true",
                  f"/v3/role_assignments?effective&scope.project.id={self.project}",
                  f"/v3/role_assignments?effective&scope.project.id={self.leaf}",
                  f"/v3/system/users/{root}/roles", f"/v3/system/groups/{group}/roles")

    def refused(self):
        disabled = self.member("disabled")
        token = self.by(disabled, self.at())(self.api)[0]
        self.api.ask("PATCH", f"/v3/users/{disabled}", {"user": {"enabled": False}})
        self.estate.ended["a disabled user's"] = token
        self.estate.refusals["a disabled user"] = self.by(disabled, self.at())
        locked = self.member("locked")
        for _ in range(3):
            self.api.send("POST", "/v3/auth/tokens", {"auth": {"identity": {
                "methods": ["password"], "password": {"user": {"id": locked, "password": "wrong"}}}}}, token="")
        self.estate.refusals["a user locked out by wrong passwords"] = self.by(locked, self.at())
        first = self.member("first")
        text = self.by(first, self.at())(self.api)[0]
        self.api.ask("DELETE", "/v3/auth/tokens", headers={"X-Subject-Token": text})
        self.estate.ended["a revoked"] = text
        changed = self.member("changed", options={"lock_password": False})
        self.api.ask("POST", f"/v3/users/{changed}/password", {"user": {
            "original_password": PASSWORD, "password": PASSWORD + "2"}})
        self.estate.refusals["a changed password's predecessor"] = self.by(changed, self.at())
        self.login("a changed password", self.by(changed, self.at(), PASSWORD + "2"))
        self.login("a password that nobody may change",
                   self.by(self.member("fixed", options={"lock_password": True}), self.at()))

    def hashes(self, deployment, made):
        """Users whose passwords were written by other algorithms than the one that is configured now."""
        for algorithm, text in made.items():
            user = self.member(f"hash-{algorithm.split('(')[0].strip()}-{len(self.estate.logins)}")
            deployment.sql(f"UPDATE password JOIN local_user ON local_user.id = local_user_id SET password_hash ="
                           f" '{text}' WHERE user_id = '{user}'")
            self.login(f"a password hashed by {algorithm}", self.by(user, self.at()))

    def expired(self, deployment):
        user = self.member("expired")
        deployment.sql("UPDATE password JOIN local_user ON local_user.id = local_user_id SET expires_at ="
                       f" '2020-01-01', expires_at_int = 1577836800000000 WHERE user_id = '{user}'")
        self.estate.refusals["an expired password"] = self.by(user, self.at())

    def directory(self, deployment):
        """Users and a group that came from LDAP: public ids that are hashes, and no password of ours."""
        for kind, local in (("user", "ada"), ("group", "engineers")):
            public = hashlib.sha256(f"{self.domain}{local}{kind}".encode()).hexdigest()
            deployment.sql("INSERT INTO id_mapping (public_id, domain_id, local_id, entity_type)"
                           f" VALUES ('{public}', '{self.domain}', '{local}', '{kind}')")
            if kind == "user":
                deployment.sql(f"INSERT INTO user (id, domain_id, enabled, extra) VALUES ('{public}', '{self.domain}', 1,"
                               " '{}'); INSERT INTO nonlocal_user (domain_id, name, user_id) VALUES"
                               f" ('{self.domain}', '{local}', '{public}')")
                self.put(f"/v3/projects/{self.project}/users/{public}/roles/{self.roles['member']}")
                self.show(f"/v3/users/{public}", f"/v3/users/{public}/projects")

    def trusts(self):
        trustor = self.member("trustor")
        self.put(f"/v3/projects/{self.project}/users/{trustor}/roles/{self.roles['chief']}")
        one, two, three = self.user("trustee-1"), self.user("trustee-2"), self.user("trustee-3")

        def trust(api, **said):
            made = api.ask("POST", "/v3/OS-TRUST/trusts", {"trust": {
                "project_id": self.project, "roles": [{"name": "member"}], **said}})["trust"]
            return made["id"]

        def scope(made):
            return {"OS-TRUST:trust": {"id": made}}

        giver = self.as_(trustor)
        first = trust(giver, trustor_user_id=trustor, trustee_user_id=one, impersonation=True,
                      expires_at="2099-01-01T00:00:00.000000Z", allow_redelegation=True, redelegation_count=2)
        self.login("a trust", self.by(one, scope(first)))
        second = trust(self.as_(one, scope(first)), trustor_user_id=trustor, trustee_user_id=two, impersonation=True,
                       expires_at="2098-01-01T00:00:00.000000Z", allow_redelegation=False)
        self.login("a redelegated trust", self.by(two, scope(second)))
        self.login("a trust without impersonation", self.by(three, scope(
            trust(giver, trustor_user_id=trustor, trustee_user_id=three, impersonation=False))))
        limited = trust(giver, trustor_user_id=trustor, trustee_user_id=one, impersonation=False, remaining_uses=20)
        self.estate.limited = self.by(one, scope(limited)), limited, giver
        self.trustor = trustor
        self.show(f"/v3/OS-TRUST/trusts/{first}", f"/v3/OS-TRUST/trusts/{second}", f"/v3/OS-TRUST/trusts/{first}/roles")
        self.estate.trust = second

    def application_credentials(self):
        user = self.member("automat")
        mine = self.as_(user)

        def made(**said):
            return mine.ask("POST", f"/v3/users/{user}/application_credentials",
                            {"application_credential": said})["application_credential"]

        plain = made(name="plain", description="daily", roles=[{"name": "member"}])
        self.login("an application credential", ways.application_credential(plain))
        self.login("… by its name", ways.application_credential_by_name(plain, user))
        self.login("an unrestricted application credential of one's own secret", ways.application_credential(made(
            name="own", secret="my own secret", unrestricted=True, expires_at="2099-01-01T00:00:00.000000Z")))
        self.login("an application credential with access rules", ways.application_credential(made(
            name="narrow", access_rules=[{"path": "/v3/auth/catalog", "method": "GET", "service": "identity"},
                                         {"path": "/v2.1/servers/*", "method": "GET", "service": "compute"}])))
        self.login("OAuth 2.0 client credentials", ways.oauth2(plain))
        self.robot = user
        self.show(f"/v3/users/{user}/application_credentials", f"/v3/users/{user}/access_rules")
        self.estate.owners[f"/v3/users/{user}/access_rules"] = self.by(user, self.at())

    def keys(self, host):
        """EC2 keys and one-time passcodes: in the database they are encrypted."""
        key = self.api.ask("POST", f"/v3/users/{self.plain}/credentials/OS-EC2", {"tenant_id": self.project})["credential"]
        self.login("EC2, signature version 2", ways.ec2(key, host, 2))
        self.login("EC2, signature version 4", ways.ec2(key, host, 4))
        self.login("S3", ways.s3(key))
        blob = self.made("credential", {"type": "cert", "user_id": self.plain, "project_id": self.project,
                                        "blob": '{"a": "sécret"}'})["id"]
        factors = self.member("factors", options={
            "multi_factor_auth_enabled": True, "multi_factor_auth_rules": [["password", "totp"]]})
        # A passcode is good for once: every stage has its own.
        self.estate.secrets = [base64.b32encode(os.urandom(20)).decode() for _ in range(STAGES)]
        for secret in self.estate.secrets:
            self.made("credential", {"type": "totp", "user_id": factors, "blob": secret})
        self.estate.factors, self.estate.scope = factors, self.at()
        self.estate.refusals["one factor of two"] = self.by(factors, self.at())
        self.show(f"/v3/users/{self.plain}/credentials/OS-EC2", f"/v3/credentials/{blob}",
                  f"/v3/credentials?user_id={factors}")

    def delegates(self):
        boss = self.member("boss", role="admin")  # only an administrator may agree
        consumer = Consumer.of(self.api)
        access = consumer.access(self.as_(boss), self.project, "admin")
        self.login("an access token of OAuth 1.0a", lambda api: consumer.issue(api, access))
        self.show("/v3/OS-OAUTH1/consumers", f"/v3/users/{boss}/OS-OAUTH1/access_tokens",
                  f"/v3/users/{boss}/OS-OAUTH1/access_tokens/{access[0]}/roles")

    def federation(self):
        base, name = "/v3/OS-FEDERATION", self.estate.name
        issuer = f"https://{name}.example.org"
        self.put(f"{base}/identity_providers/{name}", {"identity_provider": {
            "remote_ids": [issuer], "enabled": True, "domain_id": self.domain, "authorization_ttl": 60}})
        self.put(f"{base}/mappings/{name}", {"mapping": {"rules": [{
            "local": [{"user": {"name": "{0}", "email": "{0}"}}, {"group": {"id": self.group}}],
            "remote": [{"type": "HTTP_OIDC_CLAIM_EMAIL"}, {"type": "HTTP_OIDC_ISS", "any_one_of": [issuer]}]}]}})
        self.put(f"{base}/identity_providers/{name}/protocols/mapped", {"protocol": {"mapping_id": name}})
        self.put(f"{base}/service_providers/{name}", {"service_provider": {
            "auth_url": "https://sp.example.org/auth", "sp_url": "https://sp.example.org/sp", "enabled": False}})
        way = ways.federated(name, issuer, f"guest@{name}.example.org")
        self.login("an assertion", way)
        self.login("an assertion, scoped by its token", ways.rescoped(way, self.at()))
        self.show(f"{base}/identity_providers/{name}", f"{base}/identity_providers/{name}/protocols",
                  f"{base}/mappings/{name}", f"{base}/service_providers/{name}")

    def catalog(self):
        region = self.made("region", {"id": f"{self.estate.name}-region", "description": "far"})["id"]
        service = self.made("service", {"type": f"{self.estate.name}-compute", "name": "nova", "color": "red"})["id"]
        endpoints = [self.made("endpoint", {"service_id": service, "interface": interface, "region_id": region,
                                            "url": "http://compute.example.org/v2.1/$(project_id)s"})["id"]
                     for interface in ("public", "internal")]
        filtered = self.made("project", {"name": "filtered", "domain_id": self.domain})["id"]
        self.put(f"/v3/OS-EP-FILTER/projects/{filtered}/endpoints/{endpoints[0]}")
        group = self.api.ask("POST", "/v3/OS-EP-FILTER/endpoint_groups", {"endpoint_group": {
            "name": self.estate.name, "filters": {"interface": "internal", "service_id": service}}})["endpoint_group"]["id"]
        self.put(f"/v3/OS-EP-FILTER/endpoint_groups/{group}/projects/{filtered}")
        self.put(f"/v3/projects/{filtered}/users/{self.plain}/roles/{self.roles['reader']}")
        self.login("a filtered catalog", self.by(self.plain, self.at(filtered)))
        policy = self.made("policy", {"type": "application/json", "blob": '{"a": []}'}, "policies")["id"]
        self.put(f"/v3/policies/{policy}/OS-ENDPOINT-POLICY/endpoints/{endpoints[0]}")
        self.api.ask("POST", "/v3/registered_limits", {"registered_limits": [{
            "service_id": service, "region_id": region, "resource_name": "cores", "default_limit": 10}]})
        self.api.ask("POST", "/v3/limits", {"limits": [{
            "project_id": self.project, "service_id": service, "region_id": region, "resource_name": "cores",
            "resource_limit": 5}]})
        self.put(f"/v3/domains/{self.domain}/config", {"config": {
            "identity": {"driver": "ldap"}, "ldap": {"url": "ldap://127.0.0.1", "password": "hidden"}}})
        self.show("/v3/services", "/v3/endpoints", "/v3/regions", f"/v3/OS-EP-FILTER/projects/{filtered}/endpoints",
                  f"/v3/OS-EP-FILTER/endpoint_groups/{group}", f"/v3/policies/{policy}",
                  f"/v3/endpoints/{endpoints[0]}/OS-ENDPOINT-POLICY/policy", "/v3/registered_limits",
                  f"/v3/limits?service_id={service}", f"/v3/domains/{self.domain}/config")


def lay(api, name, deployment, hashes=None):
    """A whole estate, through the API; what no API can make, in SQL. Without `hashes` the database is left alone."""
    builder = Builder(api, name)
    builder.projects()
    builder.role_trees()
    builder.people()
    builder.refused()
    if hashes is not None:
        builder.hashes(deployment, hashes)
        builder.expired(deployment)
        builder.directory(deployment)
    builder.trusts()
    builder.application_credentials()
    builder.keys(deployment.host)
    builder.delegates()
    builder.federation()
    builder.catalog()
    return builder.estate
