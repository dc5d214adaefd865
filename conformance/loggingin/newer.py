"""What only newer libraries have; runs by itself where they are installed, told by one JSON text on its standard input:
OAuth2ClientCredential and OAuth2mTlsClientCredential of keystoneauth1, OAuth2mTlsProtocol of keystonemiddleware.
Prints one JSON list: of each expectation its name, whether it holds, and a detail."""
import io
import json
import os
import sys
import warnings

warnings.simplefilter("ignore")
told = json.load(sys.stdin)
os.environ["REQUESTS_CA_BUNDLE"] = told["authority"]

from keystoneauth1 import exceptions, session  # noqa: E402
from keystoneauth1.identity import v3  # noqa: E402
from keystonemiddleware import oauth2_mtls_token  # noqa: E402
import ssl  # noqa: E402
import webob  # noqa: E402

results = []


def check(name, holds, detail=""):
    results.append([name, bool(holds), str(detail)])


def altered(value):
    at = len(value) // 2
    return value[:at] + ("b" if value[at] != "b" else "c") + value[at + 1:]


def login(plugin, certificate=None):
    try:
        return session.Session(cert=certificate).get_token(plugin)
    except (exceptions.HttpError, exceptions.ClientException) as refused:
        return refused


def secret(**changes):
    return v3.OAuth2ClientCredential(**{
        "auth_url": told["url"], "oauth2_endpoint": told["url"] + "/OS-OAUTH2/token", "oauth2_client_id": told["id"],
        "oauth2_client_secret": told["secret"], **changes})


def certificate(**changes):
    return v3.OAuth2mTlsClientCredential(**{
        "auth_url": told["url"], "oauth2_endpoint": told["url"] + "/OS-OAUTH2/token", "oauth2_client_id": told["user"],
        **changes})


class Socket:
    """What a web server gives the filter to ask for the peer's certificate."""

    def __init__(self, pem):
        self.der = ssl.PEM_cert_to_DER_cert(open(pem).read())

    def getpeercert(self, binary_form):
        return self.der


class Input(io.BytesIO):
    def __init__(self, pem):
        super().__init__(b"")
        self.pem = pem

    def get_socket(self):
        return Socket(self.pem)


def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ.get("HTTP_X_USER_NAME", "nobody").encode()]


def at_service(token, pem):
    guarded = oauth2_mtls_token.OAuth2mTlsProtocol(application, {
        "auth_type": "v3password", "auth_url": told["url"], "www_authenticate_uri": told["url"], "username": "service",
        "user_domain_id": told["domain"], "password": told["password"], "project_id": told["project"],
        "cafile": told["authority"]})
    request = webob.Request.blank("/", headers={"Authorization": f"Bearer {token}"})
    request.environ["wsgi.input"] = Input(pem)
    answer = request.get_response(guarded)
    return answer.status_int, answer.text


mine, other = (told["mine"], told["mine_key"]), (told["other"], told["other_key"])
token = login(secret())
check("keystoneauth1 logs in: OAuth2ClientCredential", isinstance(token, str), token)
for field in ("oauth2_client_id", "oauth2_client_secret"):
    value = told["id"] if field.endswith("id") else told["secret"]
    result = login(secret(**{field: altered(value)}))
    check(f"… and is refused with another {field}", not isinstance(result, str), result)
bound = login(certificate(), mine)
check("keystoneauth1 logs in: OAuth2mTlsClientCredential", isinstance(bound, str), bound)
for name, plugin, own in (("client", certificate(oauth2_client_id=altered(told["user"])), mine),
                          ("certificate", certificate(), other), ("connection without one", certificate(), None)):
    result = login(plugin, own)
    check(f"… and is refused with another {name}", not isinstance(result, str), result)
if isinstance(bound, str):
    said = at_service(bound, mine[0])
    check("OAuth2mTlsProtocol lets the bearer with the certificate pass", said == (200, "alice"), said)
    check("… and refuses it with another certificate", at_service(bound, other[0])[0] == 401)
    check("… and an altered token", at_service(altered(bound), mine[0])[0] == 401)
    check("… and a token that is bound to none", at_service(token, mine[0])[0] == 401)
json.dump(results, sys.stdout)
