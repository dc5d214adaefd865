"""Both Keystones at once: load through one address, and how long one does not see what the other changed."""
import http.client
import threading
import time

from lab.api import Api, Refused

from . import ways
from .estate import PASSWORD
from .proxy import RoundRobin

# What docs/swap.md states, in seconds, and a second and a half for machines that are busy.
SLACK = 1.5
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
            ways.validated(api, token)
        return token

    def refused(self, token):
        return lambda: self.there.send("GET", "/v3/auth/tokens", headers={
            "X-Subject-Token": token, **ways.RULES}).status == 404

    def roles_of(self, user, project):
        def ask():
            said = by_id(user, PASSWORD, {"project": {"id": project}})(self.there)[1]
            return sorted(role["name"] for role in said["roles"])
        return ask


def lags(tally, here, there, names, most_revoked, most_rest):
    """Changes at one, and how long it takes until the other acts on them."""
    subjects = Subjects(here, there, f"seen-by-{names[1]}")
    changes = {}

    def change(name, do, seen, most):
        changes[name] = (do, seen, most)

    _, _, token = subjects.user()
    subjects.warm(token)
    change("a revoked token", lambda: here.ask("DELETE", "/v3/auth/tokens", headers={"X-Subject-Token": token}),
           subjects.refused(token), most_revoked)
    user, _, disabled = subjects.user()
    subjects.warm(disabled)
    change("a disabled user", lambda: here.ask("PATCH", f"/v3/users/{user}", {"user": {"enabled": False}}),
           subjects.refused(disabled), most_revoked)
    gone, _, deleted = subjects.user()
    subjects.warm(deleted)
    change("a deleted user", lambda: here.ask("DELETE", f"/v3/users/{gone}"), subjects.refused(deleted), most_rest)
    changed, _, old = subjects.user()
    subjects.warm(old)
    change("a changed password", lambda: here.ask("POST", f"/v3/users/{changed}/password", {"user": {
        "original_password": PASSWORD, "password": PASSWORD + "y"}}, token=""), subjects.refused(old), most_revoked)
    stripped, bare, both = subjects.user()
    subjects.warm(both)
    change("all roles taken away", lambda: [here.ask(
        "DELETE", f"/v3/projects/{bare}/users/{stripped}/roles/{subjects.roles[role]}") for role in ("member", "reader")],
        subjects.refused(both), most_rest)
    _, closed, inside = subjects.user()
    subjects.warm(inside)
    change("a disabled project", lambda: here.ask("PATCH", f"/v3/projects/{closed}", {"project": {"enabled": False}}),
           subjects.refused(inside), most_rest)
    robot, home, own = subjects.user()
    made = here.ask("POST", f"/v3/users/{robot}/application_credentials", {"application_credential": {
        "name": "robot"}}, token=own)["application_credential"]
    automatic = subjects.warm(ways.application_credential(made)(here)[0])
    change("a deleted application credential", lambda: here.ask(
        "DELETE", f"/v3/users/{robot}/application_credentials/{made['id']}", token=own),
        subjects.refused(automatic), most_rest)
    giver, place, theirs = subjects.user()
    trust = here.ask("POST", "/v3/OS-TRUST/trusts", {"trust": {
        "trustor_user_id": giver, "trustee_user_id": giver, "project_id": place, "impersonation": True,
        "roles": [{"name": "member"}]}}, token=theirs)["trust"]["id"]
    given = subjects.warm(by_id(giver, PASSWORD, {"OS-TRUST:trust": {"id": trust}})(here)[0])
    change("a deleted trust", lambda: here.ask("DELETE", f"/v3/OS-TRUST/trusts/{trust}", token=theirs),
           subjects.refused(given), most_rest)
    richer, more, wealth = subjects.user()
    subjects.warm(wealth)
    ask = subjects.roles_of(richer, more)
    before = ask()
    change("a role given", lambda: here.ask(
        "PUT", f"/v3/projects/{more}/users/{richer}/roles/{subjects.roles['manager' if 'manager' in subjects.roles else 'admin']}"),
        lambda: ask() != before, most_rest)

    waiting = {}
    for name, (do, seen, most) in changes.items():
        do()
        waiting[name] = time.monotonic(), seen, most
    while waiting:
        for name, (began, seen, most) in list(waiting.items()):
            took = time.monotonic() - began
            if seen():
                tally.check(f"{names[1]} sees {name} of {names[0]}'s after {took:.1f} s (at most {most})", took <= most + SLACK)
                del waiting[name]
            elif took > most + 20:
                tally.check(f"{names[1]} sees {name} of {names[0]}'s", False, f"not after {took:.0f} s")
                del waiting[name]
        time.sleep(0.1)
