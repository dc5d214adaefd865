"""Both Keystones at once: load through one address, and how long one does not see what the other changed."""
import http.client
import threading
import time

from lab.api import Api, Refused

from . import ways
from .estate import PASSWORD
from .proxy import RoundRobin

# What docs/swap.md states, in seconds, and two more for machines that are busy.
SLACK = 2
REAL_CACHE = 5  # [cache] expiration_time of this deployment
REVOCATIONS_AT_CLAVIS = 1
REST_AT_CLAVIS = 5  # [clavis] validation_cache_time


class OneOff(Api):
    """A connection for each request, so that each may go to another server."""

    def send(self, method, path, body=None, token=None, headers=None):
        return super().send(method, path, body, token, {"Connection": "close", **(headers or {})})

    def another(self):
        twin = OneOff(self.root, self.timeout)
        twin.token = self.token
        return twin


class Worker(threading.Thread):
    """The daily life of tenants, over and over: whatever is asked of one is next asked of the other."""

    def __init__(self, api, domain, roles, number, until):
        super().__init__(daemon=True)
        self.api, self.domain, self.roles, self.number, self.until = api.another(), domain, roles, number, until
        self.requests, self.failures, self.slowest = 0, [], 0.0

    def run(self):
        turn = 0
        while time.monotonic() < self.until:
            turn += 1
            try:
                self.day(f"w{self.number}-{turn}")
            except (Refused, OSError, http.client.HTTPException, KeyError, ValueError) as failure:
                self.failures.append(f"{type(failure).__name__}: {failure}")

    def ask(self, method, path, body=None, **more):
        self.requests += 1
        began = time.monotonic()
        try:
            return self.api.ask(method, path, body, **more)
        finally:
            self.slowest = max(self.slowest, time.monotonic() - began)

    def way(self, way):
        self.requests += 1
        return way(self.api)[0]

    def check(self, token):
        self.requests += 1
        return ways.validated(self.api, token)

    def day(self, name):
        project = self.ask("POST", "/v3/projects", {"project": {"name": name, "domain_id": self.domain}})["project"]["id"]
        user = self.ask("POST", "/v3/users", {"user": {
            "name": name, "domain_id": self.domain, "password": PASSWORD}})["user"]["id"]
        for role in ("member", "reader"):
            self.ask("PUT", f"/v3/projects/{project}/users/{user}/roles/{self.roles[role]}")
        scope = {"project": {"id": project}}
        login = by_id(user, PASSWORD, scope)
        token = self.way(login)
        for _ in range(4):
            self.check(token)
        other = self.way(lambda api: api.issue({"methods": ["token"], "token": {"id": token}}, scope))
        self.check(other)
        self.ask("GET", f"/v3/users/{user}")
        self.ask("GET", f"/v3/projects?domain_id={self.domain}&name={name}")
        made = self.ask("POST", f"/v3/users/{user}/application_credentials", {"application_credential": {
            "name": name}}, token=token)["application_credential"]
        self.check(self.way(ways.application_credential(made)))
        trust = self.ask("POST", "/v3/OS-TRUST/trusts", {"trust": {
            "trustor_user_id": user, "trustee_user_id": user, "project_id": project, "impersonation": True,
            "roles": [{"name": "reader"}]}}, token=token)["trust"]["id"]
        self.check(self.way(by_id(user, PASSWORD, {"OS-TRUST:trust": {"id": trust}})))
        self.ask("PATCH", f"/v3/projects/{project}", {"project": {"description": "changed"}})
        self.ask("PUT", f"/v3/projects/{project}/tags/busy")
        self.ask("PATCH", f"/v3/users/{user}", {"user": {"email": "x@example.org"}})
        self.ask("DELETE", "/v3/auth/tokens", headers={"X-Subject-Token": other})
        self.ask("DELETE", f"/v3/OS-TRUST/trusts/{trust}", token=token)
        self.ask("POST", f"/v3/users/{user}/password", {"user": {
            "original_password": PASSWORD, "password": PASSWORD + "x"}}, token="")
        time.sleep(1.1)  # revocations count by the second, in either make
        self.check(self.way(by_id(user, PASSWORD + "x", scope)))
        self.ask("DELETE", f"/v3/projects/{project}/users/{user}/roles/{self.roles['reader']}")
        self.ask("DELETE", f"/v3/users/{user}")
        self.ask("DELETE", f"/v3/projects/{project}")


def by_id(user, password, scope=None):
    identity = {"methods": ["password"], "password": {"user": {"id": user, "password": password}}}
    return lambda api: api.issue(identity, scope)


def load(tally, real, clavis, seconds, title, workers=4):
    """Whether any request fails while both serve."""
    with RoundRobin([real.port, clavis.port]) as address:
        api = OneOff(address.url)
        api.login(password="secret")
        domain = api.ask("POST", "/v3/domains", {"domain": {"name": "fleet"}})["domain"]["id"]
        roles = {role["name"]: role["id"] for role in api.ask("GET", "/v3/roles")["roles"]}
        until = time.monotonic() + seconds
        threads = [Worker(api, domain, roles, number, until) for number in range(workers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(seconds + 120)
        failures = [failure for thread in threads for failure in thread.failures]
        requests = sum(thread.requests for thread in threads)
        tally.check(f"{title}: none of {requests} requests fails, shared as {list(address.taken.values())}, the slowest"
                    f" took {max(thread.slowest for thread in threads):.1f} s", requests and not failures,
                    f"{len(failures)} failed: " + "; ".join(failures[:5]))


class Subjects:
    """Users with tokens that both have just validated: what is changed at one has to be seen by the other."""

    def __init__(self, here, there, name):
        self.here, self.there, self.name = here, there, name
        self.domain = here.ask("POST", "/v3/domains", {"domain": {"name": name}})["domain"]["id"]
        self.roles = {role["name"]: role["id"] for role in here.ask("GET", "/v3/roles")["roles"]}
        self.count = 0

    def user(self):
        """A user with two roles on a project of their own, and a token for it."""
        self.count += 1
        name = f"{self.name}-{self.count}"
        project = self.here.ask("POST", "/v3/projects", {"project": {
            "name": name, "domain_id": self.domain}})["project"]["id"]
        user = self.here.ask("POST", "/v3/users", {"user": {
            "name": name, "domain_id": self.domain, "password": PASSWORD}})["user"]["id"]
        for role in ("member", "reader"):
            self.here.ask("PUT", f"/v3/projects/{project}/users/{user}/roles/{self.roles[role]}")
        token = by_id(user, PASSWORD, {"project": {"id": project}})(self.here)[0]
        return user, project, token

    def warm(self, token):
        for api in (self.here, self.there):
            ways.validated(api, token)
        return token

    def roles_of(self, api, user, project):
        said = by_id(user, PASSWORD, {"project": {"id": project}})(api)[1]
        return sorted(role["name"] for role in said["roles"])


def refused(token):
    headers = {"X-Subject-Token": token, **ways.RULES}
    return lambda api: api.send("GET", "/v3/auth/tokens", headers=headers).status == 404


class Change(threading.Thread):
    """One change at one, and how long it takes until the other acts on it."""

    def __init__(self, name, most, do, seen):
        super().__init__(daemon=True)
        self.title, self.most, self.do, self.seen = name, most, do, seen
        self.took, self.failure = None, "it was not seen"

    def watch(self, here, there):
        self.here, self.there = here.another(), there.another()
        self.start()

    def run(self):
        try:
            self.do(self.here)
            began = time.monotonic()
            while time.monotonic() < began + self.most + 20:
                if self.seen(self.there):
                    self.took = time.monotonic() - began
                    return
                time.sleep(0.1)
        except (Refused, OSError, http.client.HTTPException) as failure:
            self.failure = failure

    def tell(self, tally, names):
        name = f"{names[1]} sees {self.title} of {names[0]}'s within {self.most} s"
        if self.took is None:
            tally.check(name, False, self.failure)
        else:
            tally.check(f"{name}: {self.took:.1f}", self.took <= self.most + SLACK)


def prepared(subjects, most_revoked, most_rest):
    """The changes, each with a token that both have just validated."""
    here, roles = subjects.here, subjects.roles

    _, _, token = subjects.user()
    subjects.warm(token)
    yield Change("a revoked token", most_revoked, lambda api: api.ask(
        "DELETE", "/v3/auth/tokens", headers={"X-Subject-Token": token}), refused(token))
    user, _, disabled = subjects.user()
    subjects.warm(disabled)
    yield Change("a disabled user", most_revoked, lambda api: api.ask(
        "PATCH", f"/v3/users/{user}", {"user": {"enabled": False}}), refused(disabled))
    gone, _, deleted = subjects.user()
    subjects.warm(deleted)
    yield Change("a deleted user", most_rest, lambda api: api.ask("DELETE", f"/v3/users/{gone}"), refused(deleted))
    changed, _, old = subjects.user()
    subjects.warm(old)
    yield Change("a changed password", most_revoked, lambda api: api.ask("POST", f"/v3/users/{changed}/password", {
        "user": {"original_password": PASSWORD, "password": PASSWORD + "y"}}, token=""), refused(old))
    stripped, bare, both = subjects.user()
    subjects.warm(both)
    yield Change("roles taken away", most_rest, lambda api: [api.ask(
        "DELETE", f"/v3/projects/{bare}/users/{stripped}/roles/{roles[role]}") for role in ("member", "reader")],
        refused(both))
    _, closed, inside = subjects.user()
    subjects.warm(inside)
    yield Change("a disabled project", most_rest, lambda api: api.ask(
        "PATCH", f"/v3/projects/{closed}", {"project": {"enabled": False}}), refused(inside))
    robot, _, own = subjects.user()
    made = here.ask("POST", f"/v3/users/{robot}/application_credentials", {"application_credential": {
        "name": "robot"}}, token=own)["application_credential"]
    automatic = subjects.warm(ways.application_credential(made)(here)[0])
    yield Change("a deleted application credential", most_rest, lambda api: api.ask(
        "DELETE", f"/v3/users/{robot}/application_credentials/{made['id']}", token=own), refused(automatic))
    giver, place, theirs = subjects.user()
    trust = here.ask("POST", "/v3/OS-TRUST/trusts", {"trust": {
        "trustor_user_id": giver, "trustee_user_id": giver, "project_id": place, "impersonation": True,
        "roles": [{"name": "member"}]}}, token=theirs)["trust"]["id"]
    given = subjects.warm(by_id(giver, PASSWORD, {"OS-TRUST:trust": {"id": trust}})(here)[0])
    yield Change("a deleted trust", most_rest, lambda api: api.ask(
        "DELETE", f"/v3/OS-TRUST/trusts/{trust}", token=theirs), refused(given))
    richer, more, wealth = subjects.user()
    subjects.warm(wealth)
    before = subjects.roles_of(subjects.there, richer, more)
    yield Change("a role given", most_rest, lambda api: api.ask(
        "PUT", f"/v3/projects/{more}/users/{richer}/roles/{roles['admin']}"),
        lambda api: subjects.roles_of(api, richer, more) != before)


def lags(tally, here, there, names, most_revoked, most_rest):
    """Changes at one, and how long it takes until the other acts on them."""
    changes = list(prepared(Subjects(here, there, f"seen-by-{names[1]}"), most_revoked, most_rest))
    for change in changes:
        change.watch(here, there)
    for change in changes:
        change.join(120)
        change.tell(tally, names)
