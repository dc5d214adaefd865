"""OAuth 1.0a as a consumer speaks it: HMAC-SHA1, no library."""
import base64
import hashlib
import hmac
import time
import urllib.parse
import uuid

from .api import Refused


def quoted(text):
    return urllib.parse.quote(text, safe="~")


class Consumer:
    """A registered consumer. Tokens of OAuth are pairs of id and secret."""

    def __init__(self, key, secret):
        self.key, self.secret = key, secret

    @classmethod
    def of(cls, api):
        """A new one, registered by an administrator's `api`."""
        made = api.ask("POST", "/v3/OS-OAUTH1/consumers", {"consumer": {"description": "a consumer"}})["consumer"]
        return cls(made["id"], made["secret"])

    def headers(self, url, token=("", ""), **more):
        """What signs a POST to this address."""
        said = {"oauth_consumer_key": self.key, "oauth_nonce": uuid.uuid4().hex, "oauth_version": "1.0",
                "oauth_timestamp": str(int(time.time())), "oauth_signature_method": "HMAC-SHA1"}
        if token[0]:
            said["oauth_token"] = token[0]
        said.update({f"oauth_{name}": value for name, value in more.items()})
        normal = "&".join(f"{quoted(name)}={quoted(value)}" for name, value in sorted(said.items()))
        base = "&".join(quoted(part) for part in ("POST", url, normal))
        key = f"{quoted(self.secret)}&{quoted(token[1])}"
        digest = hmac.new(key.encode(), base.encode(), hashlib.sha1).digest()
        said["oauth_signature"] = base64.b64encode(digest).decode()
        return {"Authorization": "OAuth " + ", ".join(f'{name}="{quoted(value)}"' for name, value in said.items())}

    def access(self, api, project, role):
        """An access token for a role on a project, which the user of `api` agrees to."""
        headers = {"Requested-Project-Id": project}
        headers.update(self.headers(api.v3 + "/OS-OAUTH1/request_token", callback="oob"))
        request = pair(api.send("POST", "/v3/OS-OAUTH1/request_token", headers=headers))
        agreed = api.ask("PUT", f"/v3/OS-OAUTH1/authorize/{request[0]}", {"roles": [{"name": role}]})
        headers = self.headers(api.v3 + "/OS-OAUTH1/access_token", request, verifier=agreed["token"]["oauth_verifier"])
        return pair(api.send("POST", "/v3/OS-OAUTH1/access_token", headers=headers))

    def issue(self, api, access):
        """A token for an access token: its text, and what it says."""
        answer = api.send("POST", "/v3/auth/tokens", {"auth": {"identity": {"methods": ["oauth1"], "oauth1": {}}}},
                          token="", headers=self.headers(api.v3 + "/auth/tokens", access))
        if answer.status != 201:
            raise Refused(f"POST /v3/auth/tokens: {answer.status} {answer.body[:300].decode(errors='replace')}")
        return answer.headers["X-Subject-Token"], answer.json()["token"]


def pair(answer):
    if answer.status != 201:
        raise Refused(f"{answer.status} {answer.body[:300].decode(errors='replace')}")
    form = dict(urllib.parse.parse_qsl(answer.body.decode()))
    return form["oauth_token"], form["oauth_token_secret"]
