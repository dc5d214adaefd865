"""A Keystone of this checkout on TLS, with somebody for every way to log in."""
import base64
import hashlib
import hmac
import os
import secrets
import struct
import time

from lab import servers
from lab.api import Api

from .certificates import ISSUER

PROXY = "127.0.0.2"
PASSWORD = "correct horse"
CONFIGURATION = """
trusted_proxies = {proxy}
tls_cert_file = {server}
tls_key_file = {key}
tls_client_ca_file = {authority}
[tokenless_auth]
trusted_issuer = {issuer}
"""


def start(directory, authority):
    """The server, not started yet. From now on Python's clients believe its authority."""
    certificate, key = authority.certify("server", "/CN=127.0.0.1")
    os.environ.update(SSL_CERT_FILE=authority.file, REQUESTS_CA_BUNDLE=authority.file, OS_CACERT=authority.file)
    keystone = servers.Keystone(directory / "keystone", f"sqlite:///{directory}/keystone.db")
    keystone.root = f"https://127.0.0.1:{keystone.port}"
    with open(keystone.configuration, "a") as configuration:
        configuration.write(CONFIGURATION.format(
            proxy=PROXY, server=certificate, key=key, authority=authority.file, issuer=ISSUER))
    return keystone.create()


class Cloud:
    """What the logins are about; `admin` is an administrator's Api, `service` that of a service's user."""

    def __init__(self, keystone):
        self.url = keystone.root + "/v3"
        self.admin = Api(keystone.root)
        self.admin.login(password=keystone.PASSWORD)
        self.domain = self.make("domain", name="acme")
        self.project = self.make("project", name="blue", domain_id=self.domain)
        self.other_project = self.make("project", name="red", domain_id=self.domain)
        self.alice = self.user("alice")
        self.bob = self.user("bob")
        self.service_user = self.user("service", "service")

    def make(self, kind, **attributes):
        return self.admin.ask("POST", f"/v3/{kind}s", {kind: attributes})[kind]["id"]

    def role(self, name):
        return self.admin.ask("GET", f"/v3/roles?name={name}")["roles"][0]["id"]

    def user(self, name, role="member"):
        made = self.make("user", name=name, password=PASSWORD, domain_id=self.domain, default_project_id=self.project)
        self.admin.ask("PUT", f"/v3/projects/{self.project}/users/{made}/roles/{self.role(role)}")
        return made

    def api(self, name="alice"):
        """A connection of a user's, in person."""
        api = Api(self.url)
        api.login(name, PASSWORD, {"project": {"id": self.project}}, self.domain)
        return api

    def seed(self, user):
        """A TOTP device for a user: its seed."""
        seed = base64.b32encode(secrets.token_bytes(20)).decode()
        self.make("credential", type="totp", blob=seed, user_id=user, project_id=self.project)
        return seed

    def close(self):
        self.admin.close()


def passcode(seed, windows_ago=0):
    counter = struct.pack(">Q", int(time.time()) // 30 - windows_ago)
    digest = hmac.new(base64.b32decode(seed), counter, hashlib.sha1).digest()
    at = digest[-1] & 0xF
    return f"{(struct.unpack('>I', digest[at:at + 4])[0] & 0x7FFFFFFF) % 1000000:06d}"


def altered(value):
    """The same with one character in its middle changed."""
    at = len(value) // 2
    return value[:at] + ("b" if value[at] != "b" else "c") + value[at + 1:]
