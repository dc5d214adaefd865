"""OAuth 1.0a by oauthlib: the three steps, and the login of keystoneauth1's plugin, which signs by oauthlib too."""
import urllib.parse

import oauthlib.oauth1
from keystoneauth1 import exceptions, session
from keystoneauth1.extras import oauth1

from .cloud import altered


def signed(api, path, client, headers=None):
    _, sent, _ = client.sign(api.root + path, "POST", headers=dict(headers or {}))
    answer = api.send("POST", path, headers=sent, token="")
    fields = dict(urllib.parse.parse_qsl(answer.body.decode())) if answer.status == 201 else {}
    return answer.status, fields.get("oauth_token", ""), fields.get("oauth_token_secret", "")


def prove(tally, cloud):
    consumer = cloud.admin.ask("POST", "/v3/OS-OAUTH1/consumers", {"consumer": {}})["consumer"]
    cloud.user("carol", "admin")
    api = cloud.api("carol")
    key = {"client_key": consumer["id"], "client_secret": consumer["secret"]}
    project = {"Requested-Project-Id": cloud.project}
    request_path, access_path = "/v3/OS-OAUTH1/request_token", "/v3/OS-OAUTH1/access_token"

    def client(**more):
        return oauthlib.oauth1.Client(**{**key, **more})

    status, request, secret = signed(api, request_path, client(callback_uri="oob"), project)
    tally.equal("oauthlib gets a request token", status, 201)
    for field in key:
        status, _, _ = signed(api, request_path, client(callback_uri="oob", **{field: altered(key[field])}), project)
        tally.check(f"… and none with another {field}", status in (401, 404), status)
    roles = {"roles": [{"id": cloud.role("admin")}]}
    verifier = api.ask("PUT", f"/v3/OS-OAUTH1/authorize/{request}", roles)["token"]["oauth_verifier"]
    owner = {"resource_owner_key": request, "resource_owner_secret": secret, "verifier": verifier}
    for field in owner:
        status, _, _ = signed(api, access_path, client(**{**owner, field: altered(owner[field])}))
        tally.check(f"it gets no access token with another {field}", status in (400, 401, 404), status)
    status, access, secret = signed(api, access_path, client(**owner))
    tally.equal("… and with the right ones it does", status, 201)
    status, _, _ = signed(api, access_path, client(**owner))
    tally.check("… once", status in (401, 404), status)
    arguments = {"consumer_key": consumer["id"], "consumer_secret": consumer["secret"], "access_key": access,
                 "access_secret": secret}
    tally.check("keystoneauth1 logs in: OAuth 1.0a", isinstance(login(cloud, arguments), str))
    for field, value in arguments.items():
        result = login(cloud, {**arguments, field: altered(value)})
        tally.check(f"… and is refused with another {field}", result in (401, 404), result)


def login(cloud, arguments):
    try:
        return session.Session().get_token(oauth1.V3OAuth1(auth_url=cloud.url, **arguments))
    except exceptions.HttpError as refused:
        return refused.http_status
