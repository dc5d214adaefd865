"""keystonemiddleware as a service has it: filters in front of a tiny application."""
import webob
from keystonemiddleware import auth_token, oauth2_token

from .cloud import PASSWORD, altered


def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ.get("HTTP_X_USER_NAME", "nobody").encode()]


def configured(cloud, protocol, authority, **more):
    """A filter that asks Keystone as the service's user, and keeps nothing."""
    return protocol(application, {
        "auth_type": "v3password", "auth_url": cloud.url, "www_authenticate_uri": cloud.url, "username": "service",
        "user_domain_id": cloud.domain, "password": PASSWORD, "project_id": cloud.project, "cafile": authority,
        "token_cache_time": "-1", "delay_auth_decision": False, **more})


def send(wsgi, path="/", method="GET", **headers):
    request = webob.Request.blank(path, method=method, headers={k.replace("_", "-"): v for k, v in headers.items()})
    answer = request.get_response(wsgi)
    return answer.status_int, answer.text


def prove(tally, cloud, authority):
    guarded = configured(cloud, auth_token.AuthProtocol, authority)
    api = cloud.api()
    tally.equal("auth_token lets a token pass", send(guarded, X_Auth_Token=api.token), (200, "alice"))
    for name, headers in {"an altered token": {"X_Auth_Token": altered(api.token)}, "no token": {},
                          "headers of the middleware's own": {"X_User_Name": "alice", "X_Roles": "admin"}}.items():
        tally.equal(f"… and refuses {name}", send(guarded, **headers)[0], 401)
    api.ask("DELETE", "/v3/auth/tokens", headers={"X-Subject-Token": api.token})
    tally.equal("… and a revoked one", send(guarded, X_Auth_Token=api.token)[0], 401)
    access_rules(tally, cloud, authority)
    bearers(tally, cloud, authority)


def access_rules(tally, cloud, authority):
    protocol = configured(cloud, auth_token.AuthProtocol, authority, service_type="compute")
    # The filter believes in services of the catalog only.
    for kind in ("compute", "network"):
        service = cloud.make("service", type=kind, name=kind)
        cloud.make("endpoint", service_id=service, interface="public", url=f"http://{kind}.example.test")
    api = cloud.api()
    made = api.ask("POST", f"/v3/users/{cloud.alice}/application_credentials", {"application_credential": {
        "name": "narrow", "access_rules": [{"service": "compute", "method": "GET", "path": "/v2.1/servers/*"}]}})
    made = made["application_credential"]
    token, _ = api.issue({"methods": ["application_credential"],
                          "application_credential": {"id": made["id"], "secret": made["secret"]}})
    tally.equal("auth_token lets pass what access rules allow",
                send(protocol, "/v2.1/servers/1", X_Auth_Token=token), (200, "alice"))
    for name, (method, path) in {"another path": ("GET", "/v2.1/flavors"), "another method": ("DELETE", "/v2.1/servers/1"),
                                 "a longer path": ("GET", "/v2.1/servers/1/ips")}.items():
        tally.equal(f"… and refuses {name}", send(protocol, path, method, X_Auth_Token=token)[0], 401)
    network = configured(cloud, auth_token.AuthProtocol, authority, service_type="network")
    tally.equal("… and refuses at another service", send(network, "/v2.1/servers/1", X_Auth_Token=token)[0], 401)
    tally.equal("… and at Keystone itself", api.send("GET", f"/v3/users/{cloud.alice}", token=token).status, 401)


def bearers(tally, cloud, authority):
    guarded = configured(cloud, oauth2_token.OAuth2Protocol, authority)
    token = cloud.api().token
    tally.equal("oauth2_token lets a bearer pass", send(guarded, Authorization=f"Bearer {token}"), (200, "alice"))
    for name, text in {"an altered bearer": f"Bearer {altered(token)}", "another scheme": f"Basic {token}"}.items():
        tally.equal(f"… and refuses {name}", send(guarded, Authorization=text)[0], 401)
