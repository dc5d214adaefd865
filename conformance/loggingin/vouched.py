"""Who is vouched for: by a trusted proxy (REMOTE_USER, a certificate), or by the handshake of our own TLS."""
import hashlib
import http.client
import json
import os
import pathlib
import subprocess
import urllib.parse

import requests
from keystoneauth1 import exceptions, session
from keystoneauth1.identity import v3

from .certificates import ISSUER, thumbprint
from .cloud import PROXY, altered

EXTERNAL = {"auth": {"identity": {"methods": ["external"], "external": {}}}}
PREFIX = "X-Assertion-"


def from_address(cloud, address, method, path, headers, body=None):
    """One request over a connection from an address of this machine."""
    parts = urllib.parse.urlsplit(cloud.url)
    connection = http.client.HTTPSConnection(parts.hostname, parts.port, source_address=(address, 0), timeout=60)
    try:
        connection.request(method, path, body and (body if isinstance(body, str) else json.dumps(body)), headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def external(tally, cloud):
    name = "bob-of-the-proxy"
    cloud.make("user", name=name, domain_id="default")
    json_type = {"Content-Type": "application/json"}

    def login(address, headers, body=EXTERNAL):
        return from_address(cloud, address, "POST", "/v3/auth/tokens", {**json_type, **headers}, body)[0]

    user = {PREFIX + "REMOTE_USER": name}
    tally.equal("external: the trusted proxy's user gets a token", login(PROXY, user), 201)
    unasked = {"auth": {"identity": {"methods": []}}}
    tally.equal("… also where no method is asked for", login(PROXY, user, unasked), 201)
    tally.equal("… and no other user", login(PROXY, {PREFIX + "REMOTE_USER": altered(name)}), 401)
    tally.equal("… and nobody without the header", login(PROXY, {}), 401)
    tally.equal("… and not who sends the header himself", login("127.0.0.1", user), 401)
    for header in ("REMOTE_USER", "Remote-User", "X-Remote-User", "HTTP_REMOTE_USER"):
        tally.equal(f"… nor by {header}", login(PROXY, {header: name}), 401)
    forwarded = {**user, "X-Forwarded-For": PROXY, "Forwarded": f"for={PROXY}"}
    tally.equal("… nor by what a header says of the address", login("127.0.0.1", forwarded), 401)


def tokenless_provider(cloud):
    provider = "/v3/OS-FEDERATION/identity_providers/" + hashlib.sha256(ISSUER.encode()).hexdigest()
    rules = [{"local": [{"user": {"name": "{0}", "domain": {"id": cloud.domain}, "type": "local"}}],
              "remote": [{"type": "SSL_CLIENT_S_DN_CN"}, {"type": "SSL_CLIENT_S_DN_OU", "any_one_of": ["eng"]}]}]
    for path, kind, body in ((provider, "identity_provider", {"enabled": True, "domain_id": cloud.domain}),
                             ("/v3/OS-FEDERATION/mappings/tokenless", "mapping", {"rules": rules}),
                             (provider + "/protocols/x509", "protocol", {"mapping_id": "tokenless"})):
        cloud.admin.ask("PUT", path, {kind: body})


def tokenless(tally, cloud, authority, stranger):
    tokenless_provider(cloud)
    path = f"/v3/users/{cloud.alice}"
    by_proxy = {PREFIX + "SSL_CLIENT_I_DN": ISSUER, PREFIX + "SSL_CLIENT_S_DN_CN": "alice",
                PREFIX + "SSL_CLIENT_S_DN_OU": "eng", "X-Project-Id": cloud.project}
    tally.equal("tokenless: by a trusted proxy", from_address(cloud, PROXY, "GET", path, by_proxy)[0], 200)
    for field in by_proxy:
        status, _ = from_address(cloud, PROXY, "GET", path, {**by_proxy, field: altered(by_proxy[field])})
        tally.check(f"… and refused with another {field}", status in (401, 403), status)
    tally.equal("… and from anybody else", from_address(cloud, "127.0.0.1", "GET", path, by_proxy)[0], 401)
    tally.equal("… and without a scope", from_address(
        cloud, PROXY, "GET", path, {k: v for k, v in by_proxy.items() if k.startswith(PREFIX)})[0], 400)
    mine = authority.certify("alice", "/O=Acme/OU=eng/CN=alice")
    own = tokenless_by_keystoneauth(cloud, mine)
    tally.equal("tokenless: keystoneauth1 with a certificate of its own", own, 200)
    for name, subject in {"name": "/O=Acme/OU=eng/CN=alicf", "unit": "/O=Acme/OU=ops/CN=alice"}.items():
        status = tokenless_by_keystoneauth(cloud, authority.certify(f"other-{name}", subject))
        tally.equal(f"… and refused with a certificate of another {name}", status, 401)
    foreign = stranger.certify("foreign", "/O=Acme/OU=eng/CN=alice")
    tally.equal("… and with that of another authority of the same name", tokenless_by_keystoneauth(cloud, foreign), 0)
    status = tokenless_by_keystoneauth(cloud, mine, project_id=cloud.other_project)
    tally.equal("… and for a project without a role", status, 401)
    return mine


def tokenless_by_keystoneauth(cloud, certificate, **scope):
    """The status of alice's own user; 0 where no connection comes about."""
    plugin = v3.TokenlessAuth(auth_url=cloud.url, **(scope or {"project_id": cloud.project}))
    try:
        return session.Session(auth=plugin, cert=certificate).get(f"{cloud.url}/users/{cloud.alice}").status_code
    except exceptions.HttpError as refused:
        return refused.http_status
    except exceptions.connection.ConnectionError:
        return 0


def oauth2(tally, cloud, authority, stranger, mine):
    rules = [{"local": [{"user": {"name": "{0}", "domain": {"id": cloud.domain}}}],
              "remote": [{"type": "SSL_CLIENT_SUBJECT_DN_CN"},
                         {"type": "SSL_CLIENT_SUBJECT_DN_OU", "any_one_of": ["eng"]},
                         {"type": "SSL_CLIENT_ISSUER_DN_CN", "any_one_of": ["Lab CA"]}]}]
    cloud.admin.ask("PUT", "/v3/OS-FEDERATION/mappings/oauth2_mapping", {"mapping": {"rules": rules}})
    form = {"grant_type": "client_credentials", "client_id": cloud.alice}
    answer = grant(cloud, mine, form)
    tally.equal("OAuth 2.0: a client with a certificate gets a token", answer.status_code, 200)
    token = answer.json()["access_token"]
    shown = cloud.admin.ask("GET", "/v3/auth/tokens", headers={"X-Subject-Token": token})["token"]
    tally.equal("… bound to the certificate", shown.get("oauth2_credential"), {"x5t#S256": thumbprint(mine[0])})
    for field in form:
        status = grant(cloud, mine, {**form, field: altered(form[field])}).status_code
        tally.check(f"… and none with another {field}", status in (400, 401), status)
    for name, subject in {"name": "/O=Acme/OU=eng/CN=bob", "unit": "/O=Acme/OU=ops/CN=alice"}.items():
        other = authority.certify(f"oauth2-{name}", subject)
        tally.equal(f"… and none with a certificate of another {name}", grant(cloud, other, form).status_code, 401)
    tally.equal("… and none without", grant(cloud, None, form).status_code, 401)
    foreign = stranger.certify("oauth2-foreign", "/O=Acme/OU=eng/CN=alice")
    tally.check("… and no connection with another authority's", curl(cloud, foreign, form) != 0)
    tally.equal("… and curl gets one as well", curl(cloud, mine, form), 0)
    plain = pathlib.Path(mine[0]).read_text().replace("\n", " ").strip()
    headers = {"Content-Type": "application/x-www-form-urlencoded", PREFIX + "SSL_CLIENT_CERT": plain}
    path, body = "/v3/OS-OAUTH2/token", urllib.parse.urlencode(form)
    tally.equal("… and a trusted proxy's client does", from_address(cloud, PROXY, "POST", path, headers, body)[0], 200)
    tally.equal("… and nobody else's", from_address(cloud, "127.0.0.1", "POST", path, headers, body)[0], 401)


def grant(cloud, certificate, form):
    return requests.post(cloud.url + "/OS-OAUTH2/token", data=form, cert=certificate)


def curl(cloud, certificate, form):
    done = subprocess.run(["curl", "-sf", "-o", "/dev/null", "--cert", certificate[0],
                           "--key", certificate[1], "--cacert", os.environ["REQUESTS_CA_BUNDLE"], "-d", urllib.parse.urlencode(form),
                           cloud.url + "/OS-OAUTH2/token"])
    return done.returncode
