"""Lays the keys of a directory down in a Secret, with one request: DIRECTORY NAMESPACE SECRET."""
import base64
import datetime
import json
import os
import pathlib
import ssl
import sys
import urllib.error
import urllib.request

directory, namespace, secret = sys.argv[1:4]
account = pathlib.Path(os.environ.get("SERVICE_ACCOUNT", "/var/run/secrets/kubernetes.io/serviceaccount"))
host = os.environ["KUBERNETES_SERVICE_HOST"]
host = "[" + host + "]" if ":" in host else host
now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
keys = {
    key.name: base64.b64encode(key.read_bytes()).decode()
    for key in sorted(pathlib.Path(directory).iterdir())
    if key.name.isdigit()
}
request = urllib.request.Request(
    "https://%s:%s/api/v1/namespaces/%s/secrets/%s"
    % (host, os.environ["KUBERNETES_SERVICE_PORT"], namespace, secret),
    data=json.dumps(
        {"metadata": {"annotations": {"forge.c5c3.io/rotation-completed-at": now}}, "data": keys}
    ).encode(),
    method="PATCH",
    headers={
        "Authorization": "Bearer " + (account / "token").read_text().strip(),
        "Content-Type": "application/strategic-merge-patch+json",
    },
)
try:
    urllib.request.urlopen(request, timeout=60, context=ssl.create_default_context(cafile=account / "ca.crt")).close()
except urllib.error.HTTPError as error:
    sys.exit("The API server answered %d when the keys were to be laid down." % error.code)
