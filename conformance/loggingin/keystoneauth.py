"""keystoneauth1 and the openstack client: password, token, passcode, application credential, trust."""
import os
import subprocess

from keystoneauth1 import exceptions, session
from keystoneauth1.identity import v3

from .cloud import PASSWORD, altered, passcode


def login(plugin, **arguments):
    """The token that a plugin of keystoneauth1 gets, or the status of the refusal."""
    try:
        return session.Session().get_token(plugin(**arguments))
    except exceptions.HttpError as refused:
        return refused.http_status


def refused(result):
    return isinstance(result, int) and 400 <= result < 500


def prove(tally, cloud):
    api = cloud.api()
    home = {"auth_url": cloud.url, "user_domain_id": cloud.domain}
    scope = {"project_id": cloud.project}
    seed = cloud.seed(cloud.alice)
    credential = api.ask("POST", f"/v3/users/{cloud.alice}/application_credentials",
                         {"application_credential": {"name": "robot"}})["application_credential"]
    trust = api.ask("POST", "/v3/OS-TRUST/trusts", {"trust": {
        "trustor_user_id": cloud.alice, "trustee_user_id": cloud.bob, "project_id": cloud.project,
        "impersonation": True, "roles": [{"name": "member"}]}})["trust"]["id"]
    ways = {
        "password": (v3.Password, {**home, **scope, "username": "alice", "password": PASSWORD}),
        "password by id": (v3.Password, {"auth_url": cloud.url, **scope, "user_id": cloud.alice, "password": PASSWORD}),
        "token": (v3.Token, {"auth_url": cloud.url, **scope, "token": api.token}),
        "passcode": (v3.TOTP, {**home, **scope, "username": "alice", "passcode": passcode(seed, 1)}),
        "application credential": (v3.ApplicationCredential, {
            "auth_url": cloud.url, "application_credential_id": credential["id"],
            "application_credential_secret": credential["secret"]}),
        "application credential by name": (v3.ApplicationCredential, {
            **home, "username": "alice", "application_credential_name": "robot",
            "application_credential_secret": credential["secret"]}),
        "trust": (v3.Password, {**home, "username": "bob", "password": PASSWORD, "trust_id": trust}),
    }
    for name, (plugin, arguments) in ways.items():
        token = login(plugin, **arguments)
        tally.check(f"keystoneauth1 logs in: {name}", isinstance(token, str), token)
    tally.check("a passcode is good for one time", refused(login(*ways["passcode"][:1], **ways["passcode"][1])))
    commands(tally, cloud, seed, credential, trust)
    for name, (plugin, arguments) in ways.items():
        for field, value in arguments.items():
            if field != "auth_url":
                result = login(plugin, **{**arguments, field: altered(value)})
                tally.check(f"… and is refused with another {field}: {name}", refused(result), result)
    strangers = login(v3.Password, **{**ways["trust"][1], "username": "alice"})
    tally.check("a trust is for its trustee only", refused(strangers), strangers)


def commands(tally, cloud, seed, credential, trust):
    home = {"OS_USERNAME": "alice", "OS_USER_DOMAIN_ID": cloud.domain}
    scope = {"OS_PROJECT_ID": cloud.project}
    ways = {
        "password": ({**home, **scope, "OS_PASSWORD": PASSWORD}, "OS_PASSWORD"),
        "token": ({**scope, "OS_AUTH_TYPE": "v3token", "OS_TOKEN": cloud.api().token}, "OS_TOKEN"),
        "passcode": ({**home, **scope, "OS_AUTH_TYPE": "v3totp", "OS_PASSCODE": passcode(seed)}, "OS_PASSCODE"),
        "application credential": ({
            "OS_AUTH_TYPE": "v3applicationcredential", "OS_APPLICATION_CREDENTIAL_ID": credential["id"],
            "OS_APPLICATION_CREDENTIAL_SECRET": credential["secret"]}, "OS_APPLICATION_CREDENTIAL_SECRET"),
        "trust": ({**home, "OS_USERNAME": "bob", "OS_PASSWORD": PASSWORD, "OS_TRUST_ID": trust}, "OS_TRUST_ID"),
    }
    for name, (variables, secret) in ways.items():
        if secret == "OS_PASSCODE":
            # Those before it took their time.
            variables[secret] = passcode(seed)
        good, said = openstack(cloud, variables)
        tally.check(f"openstack token issue: {name}", good and "gAAAA" in said, said)
        good, said = openstack(cloud, {**variables, secret: altered(variables[secret])})
        tally.check(f"… and is refused with another {secret}", not good and "HTTP 4" in said, said)


def openstack(cloud, variables):
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("OS_") or key == "OS_CACERT"}
    done = subprocess.run(["openstack", "token", "issue", "-f", "value", "-c", "id"], capture_output=True, text=True,
                          env={**inherited, "OS_AUTH_URL": cloud.url, "OS_IDENTITY_API_VERSION": "3", **variables})
    return done.returncode == 0, (done.stdout + done.stderr)[-500:]
