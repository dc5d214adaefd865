"""What is withdrawn: tokens, users, grants, passwords; each as a few registers that change at the same moment."""
import random
import secrets
import time

from .history import ACCEPTED, REFUSED

# Revocations count in whole seconds: a token of the second of a withdrawal, or of the one before, may go with it.
APART = 2.1


class Register:
    """A token, or a login: what one asks for it, and what was answered."""

    def __init__(self, kind, title, request, first=ACCEPTED, login=False):
        self.kind, self.title, self.request, self.first, self.login = kind, title, request, first, login
        # Appending is atomic.
        self.operations = []


def token(kind, title, text, admin):
    """The validation of a token, by an administrator or by itself."""
    def request(api):
        return api.send("GET", "/v3/auth/tokens", token=random.choice((admin, text)),
                        headers={"X-Subject-Token": text})
    return Register(kind, title, request)


def identity(user, password):
    return {"methods": ["password"], "password": {"user": {"id": user, "password": password}}}


def login(kind, title, user, password, scope=None, first=ACCEPTED):
    auth = {"identity": identity(user, password), **({"scope": scope} if scope else {})}

    def request(api):
        return api.send("POST", "/v3/auth/tokens", {"auth": auth}, token="")
    return Register(kind, title, request, first, login=True)


class Estate:
    """What all subjects share, made once: projects, a role, the administrator's token."""

    def __init__(self, api):
        self.admin = api.token
        self.role = next(role["id"] for role in api.ask("GET", "/v3/roles")["roles"] if role["name"] == "member")
        self.projects = [api.ask("POST", "/v3/projects", {"project": {"name": name, "domain_id": "default"}})
                         ["project"]["id"] for name in ("one", "two")]

    def user(self, api):
        """A new user with the role on both projects: id and password."""
        name = "u-" + secrets.token_hex(6)
        user = api.ask("POST", "/v3/users", {"user": {
            "name": name, "domain_id": "default", "password": "p-" + name}})["user"]["id"]
        for project in self.projects:
            api.ask("PUT", self.grant(user, project))
        return user, "p-" + name

    def grant(self, user, project):
        return f"/v3/projects/{project}/users/{user}/roles/{self.role}"

    def scope(self, number):
        return {"project": {"id": self.projects[number]}}


class Revocation:
    """One of two tokens of a user is revoked; the other one stays."""

    name = "revoking a token"

    def __init__(self, estate, api):
        user, password = estate.user(api)
        text, _ = api.issue(identity(user, password), estate.scope(0))
        other, _ = api.issue(identity(user, password), estate.scope(0))
        self.changing = [token(self.name, "the token", text, estate.admin)]
        self.staying = [token(self.name, "another token of the user", other, estate.admin)]
        self.text, self.admin = text, estate.admin

    def withdraw(self, api):
        # By itself or by an administrator. Who tries again after an unknown outcome may find it gone: no acknowledgement.
        return api.send("DELETE", "/v3/auth/tokens", token=random.choice((self.text, self.admin)),
                        headers={"X-Subject-Token": self.text})


class Disabling:
    """A user is disabled, and perhaps enabled again: a token from then is good, those of before are not."""

    name = "disabling a user"

    def __init__(self, estate, api):
        self.estate = estate
        self.user, self.password = estate.user(api)
        self.staying = []
        self.renew(api)

    def renew(self, api):
        """New tokens, new registers."""
        scoped, _ = api.issue(identity(self.user, self.password), self.estate.scope(0))
        unscoped, _ = api.issue(identity(self.user, self.password))
        self.changing = [token(self.name, "a token", scoped, self.estate.admin),
                         token(self.name, "an unscoped token", unscoped, self.estate.admin),
                         login(self.name, "logging in", self.user, self.password)]

    def withdraw(self, api):
        return api.send("PATCH", f"/v3/users/{self.user}", {"user": {"enabled": False}})

    def enable(self, api):
        """Gives back the registers of before that still have to be refused: the tokens."""
        old = [register for register in self.changing if not register.login]
        time.sleep(APART)
        api.ask("PATCH", f"/v3/users/{self.user}", {"user": {"enabled": True}})
        self.renew(api)
        return old


class Ungranting:
    """One of two grants is removed: tokens for that project go, others stay."""

    name = "removing a grant"

    def __init__(self, estate, api):
        user, password = estate.user(api)
        text, _ = api.issue(identity(user, password), estate.scope(0))
        other, _ = api.issue(identity(user, password), estate.scope(1))
        self.changing = [token(self.name, "a token for the project", text, estate.admin),
                         login(self.name, "logging in to the project", user, password, estate.scope(0))]
        self.staying = [token(self.name, "a token for another project", other, estate.admin)]
        self.path = estate.grant(user, estate.projects[0])

    def withdraw(self, api):
        return api.send("DELETE", self.path)


class NewPassword:
    """A password is changed, by an administrator or by the user: tokens and the old password go, the new one is good."""

    name = "changing a password"

    def __init__(self, estate, api):
        self.user, self.old = estate.user(api)
        self.new = self.old + "-new"
        text, _ = api.issue(identity(self.user, self.old), estate.scope(0))
        self.changing = [token(self.name, "a token", text, estate.admin),
                         login(self.name, "the old password", self.user, self.old),
                         login(self.name, "the new password", self.user, self.new, first=REFUSED)]
        self.staying = []
        self.by_user = random.random() < 0.5

    def withdraw(self, api):
        if self.by_user:
            return api.send("POST", f"/v3/users/{self.user}/password",
                            {"user": {"original_password": self.old, "password": self.new}}, token="")
        return api.send("PATCH", f"/v3/users/{self.user}", {"user": {"password": self.new}})


KINDS = (Revocation, Disabling, Ungranting, NewPassword)
