"""Requests to the EC2 and S3 APIs, signed by botocore, put to Keystone as the services that serve them do."""
import base64
import copy
import urllib.parse

from botocore import auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from lab.api import Api

from .cloud import PASSWORD, altered


def prove(tally, cloud):
    made = cloud.api().ask("POST", f"/v3/users/{cloud.alice}/credentials/OS-EC2",
                           {"tenant_id": cloud.project})["credential"]
    keys = Credentials(made["access"], made["secret"])
    service = Api(cloud.url)
    service.login("service", PASSWORD, {"project": {"id": cloud.project}}, cloud.domain)
    for name, signed in {"version 4": ec2_version_4(keys), "version 2": ec2_version_2(keys)}.items():
        asked(tally, service, f"EC2, {name}", "/v3/ec2tokens", signed)
    for name, signed in {"version 4": s3_version_4(keys), "version 1": s3_version_1(keys)}.items():
        asked(tally, service, f"S3, {name}", "/v3/s3tokens", signed)
    stranger = service.send("POST", "/v3/ec2tokens", {"credentials": ec2_version_4(keys)}, token=cloud.api().token)
    tally.equal("only a service may ask", stranger.status, 403)
    nobody = Api(cloud.url).send("POST", "/v3/s3tokens", {"credentials": s3_version_4(keys)})
    tally.equal("nobody may not", nobody.status, 401)


# Keystone reads the host of a request of version 4 among the headers, and takes every method for HmacSHA256.
UNSIGNED = {"EC2, version 4": "host", "EC2, version 2": "params.SignatureMethod"}


def asked(tally, service, name, path, signed):
    answer = service.send("POST", path, {"credentials": signed})
    good = answer.status == 200 and answer.json()["token"]["user"]["name"] == "alice"
    tally.check(f"botocore's signature is accepted: {name}", good, f"{answer.status} {answer.body[:200]}")
    for where, changed in alterations(signed):
        if UNSIGNED.get(name) == where:
            continue
        answer = service.send("POST", path, {"credentials": changed})
        tally.check(f"… and refused with another {where}", answer.status in (400, 401, 403, 404), answer.status)


def alterations(signed):
    """Each text in turn with a character changed, down into parameters and headers."""
    for key, value in signed.items():
        if isinstance(value, dict):
            for inner in value:
                changed = copy.deepcopy(signed)
                changed[key][inner] = altered(changed[key][inner])
                yield f"{key}.{inner}", changed
        elif value:
            changed = copy.deepcopy(signed)
            changed[key] = altered_token(value) if key == "token" else altered(value)
            yield key, changed


def altered_token(token):
    return base64.urlsafe_b64encode(altered(base64.urlsafe_b64decode(token).decode()).encode()).decode()


def ec2_version_4(keys):
    url = "https://ec2.example.test/services/Cloud"
    body = "Action=DescribeInstances&Version=2016-11-15"
    request = AWSRequest("POST", url, data=body, headers={"Content-Type": "application/x-www-form-urlencoded"})
    signer = auth.SigV4Auth(keys, "ec2", "RegionOne")
    signer.add_auth(request)
    headers = {"host": "ec2.example.test", "X-Amz-Date": request.headers["X-Amz-Date"],
               "Authorization": request.headers["Authorization"]}
    if "content-type" in request.headers["Authorization"]:
        headers["content-type"] = request.headers["Content-Type"]
    return {"access": keys.access_key, "signature": headers["Authorization"].split("Signature=")[1],
            "host": "ec2.example.test", "verb": "POST", "path": "/services/Cloud", "params": {}, "headers": headers,
            "body_hash": signer.payload(request)}


def ec2_version_2(keys):
    request = AWSRequest("GET", "https://ec2.example.test/services/Cloud",
                         params={"Action": "DescribeInstances", "Version": "2009-11-30"})
    auth.SigV2Auth(keys).add_auth(request)
    params = dict(request.params)
    signature = params.pop("Signature")
    return {"access": keys.access_key, "signature": signature, "host": "ec2.example.test", "verb": "GET",
            "path": "/services/Cloud", "params": params}


def s3_version_4(keys):
    request = AWSRequest("GET", "https://s3.example.test/bucket/object")
    signer = auth.S3SigV4Auth(keys, "s3", "RegionOne")
    signer.add_auth(request)
    text = signer.string_to_sign(request, signer.canonical_request(request_as_sent(request)))
    return {"access": keys.access_key, "signature": request.headers["Authorization"].split("Signature=")[1],
            "token": base64.urlsafe_b64encode(text.encode()).decode()}


def request_as_sent(request):
    unsigned = copy.copy(request)
    unsigned.headers = copy.copy(request.headers)
    del unsigned.headers["Authorization"]
    return unsigned


def s3_version_1(keys):
    request = AWSRequest("GET", "https://s3.example.test/bucket/object")
    signer = auth.HmacV1Auth(keys)
    signer.add_auth(request)
    access, signature = request.headers["Authorization"].removeprefix("AWS ").split(":")
    unsigned = request_as_sent(request)
    text = signer.canonical_string("GET", urllib.parse.urlsplit(request.url), unsigned.headers)
    return {"access": access, "signature": signature, "token": base64.urlsafe_b64encode(text.encode()).decode()}
