"""Every way to log in, as its client does it: each gives back a token's text and what it says."""
import base64
import hashlib
import hmac
import json
import struct
import time
import urllib.parse

from lab.api import Refused, by_password, by_token

RULES = {"OpenStack-Identity-Access-Rules": "1.0"}


def issued(answer, expected=(200, 201)):
    if answer.status not in expected:
        raise Refused(f"{answer.status} {answer.body[:300].decode(errors='replace')}")
    return answer.headers["X-Subject-Token"], answer.json()["token"]


def password(user, text, scope=None, domain="default"):
    return lambda api: api.issue(by_password(user, text, domain), scope)


def rescoped(way, scope):
    return lambda api: api.issue(by_token(way(api)[0]), scope)


def application_credential(made):
    return lambda api: api.issue({"methods": ["application_credential"],
                                  "application_credential": {"id": made["id"], "secret": made["secret"]}})


def application_credential_by_name(made, user):
    return lambda api: api.issue({"methods": ["application_credential"], "application_credential": {
        "name": made["name"], "user": {"id": user}, "secret": made["secret"]}})


def passcode(secret, now=None):
    """RFC 6238 with SHA-1 and six digits."""
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", int((now or time.time()) / 30)), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at:at + 4])[0] & 0x7fffffff) % 1000000:06d}"


def totp(user, secret):
    return {"methods": ["totp"], "totp": {"user": {"id": user, "passcode": passcode(secret)}}}


def receipt(api, user, text):
    """Half of a login with two factors: what is left to prove the other half with."""
    answer = api.send("POST", "/v3/auth/tokens", {"auth": {"identity": {
        "methods": ["password"], "password": {"user": {"id": user, "password": text}}}}}, token="")
    if answer.status != 401 or not answer.headers["Openstack-Auth-Receipt"]:
        raise Refused(f"no receipt: {answer.status} {answer.body[:300].decode(errors='replace')}")
    return answer.headers["Openstack-Auth-Receipt"]


def finished(api, half, user, secret, scope):
    return issued(api.send("POST", "/v3/auth/tokens", {"auth": {"identity": totp(user, secret), "scope": scope}},
                           token="", headers={"Openstack-Auth-Receipt": half}))


def ec2(key, host, version):
    """A signed request of the EC2 API, which a service (an administrator here) has checked."""
    def way(api):
        sign = ec2_version_2 if version == 2 else ec2_version_4
        return issued(api.send("POST", "/v3/ec2tokens", {"credentials": sign(key, host)}))
    return way


def ec2_version_2(key, host):
    said = {"AWSAccessKeyId": key["access"], "SignatureVersion": "2", "SignatureMethod": "HmacSHA256",
            "Timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "Action": "Test"}
    query = "&".join(f"{name}={urllib.parse.quote(value, safe='')}" for name, value in sorted(said.items()))
    digest = hmac.new(key["secret"].encode(), f"GET\n{host}\n/\n{query}".encode(), hashlib.sha256).digest()
    return {"access": key["access"], "signature": base64.b64encode(digest).decode(), "host": host, "verb": "GET",
            "path": "/", "params": said}


def ec2_version_4(key, host):
    now = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
    place = f"{now[:8]}/RegionOne/ec2/aws4_request"
    body = hashlib.sha256(b"").hexdigest()
    request = f"GET\n/\n\nhost:{host}\nx-amz-date:{now}\n\nhost;x-amz-date\n{body}"
    text = f"AWS4-HMAC-SHA256\n{now}\n{place}\n{hashlib.sha256(request.encode()).hexdigest()}"
    signature = hmac.new(signing_key(key, place), text.encode(), hashlib.sha256).hexdigest()
    authorization = (f"AWS4-HMAC-SHA256 Credential={key['access']}/{place}, "
                     f"SignedHeaders=host;x-amz-date, Signature={signature}")
    return {"access": key["access"], "host": host, "verb": "GET", "path": "/", "params": {}, "body_hash": body,
            "signature": signature, "headers": {"Host": host, "X-Amz-Date": now, "Authorization": authorization}}


def signing_key(key, place):
    step = ("AWS4" + key["secret"]).encode()
    for part in place.split("/"):
        step = hmac.new(step, part.encode(), hashlib.sha256).digest()
    return step


def s3(key):
    def way(api):
        place = "20260101/RegionOne/s3/aws4_request"
        text = f"AWS4-HMAC-SHA256\n20260101T000000Z\n{place}\nabc"
        return issued(api.send("POST", "/v3/s3tokens", {"credentials": {
            "access": key["access"], "token": base64.urlsafe_b64encode(text.encode()).decode(),
            "signature": hmac.new(signing_key(key, place), text.encode(), hashlib.sha256).hexdigest()}}))
    return way


def oauth2(made):
    """An access token of OAuth 2.0, which is a token: what it says comes from validating it."""
    def way(api):
        pair = base64.b64encode(f"{made['id']}:{made['secret']}".encode()).decode()
        answer = api.send("POST", "/v3/OS-OAUTH2/token", "grant_type=client_credentials", token="", headers={
            "Authorization": f"Basic {pair}", "Content-Type": "application/x-www-form-urlencoded"})
        if answer.status != 200:
            raise Refused(f"{answer.status} {answer.body[:300].decode(errors='replace')}")
        text = answer.json()["access_token"]
        return text, validated(api, text)
    return way


def federated(provider, issuer, email):
    """A login by an assertion: for upstream the web server's variables, for Clavis headers of a trusted proxy."""
    headers = {"OIDC-ISS": issuer, "OIDC-CLAIM-EMAIL": email,
               "X-Assertion-OIDC_ISS": issuer, "X-Assertion-OIDC_CLAIM_EMAIL": email}
    path = f"/v3/OS-FEDERATION/identity_providers/{provider}/protocols/mapped/auth"
    return lambda api: issued(api.send("POST", path, token="", headers=headers))


def validated(api, text):
    answer = api.send("GET", "/v3/auth/tokens", headers={"X-Subject-Token": text, **RULES})
    if answer.status != 200:
        raise Refused(f"{answer.status} {answer.body[:300].decode(errors='replace')}")
    return answer.json()["token"]


def ordered(value):
    """The same JSON whatever the order of lists, none of which means anything here."""
    if isinstance(value, dict):
        return {name: ordered(item) for name, item in value.items()}
    if isinstance(value, list):
        return sorted((ordered(item) for item in value), key=lambda item: json.dumps(item, sort_keys=True))
    return value
