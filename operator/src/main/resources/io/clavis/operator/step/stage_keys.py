"""Lays files of a directory down in a Secret, with one request: DIRECTORY NAMESPACE SECRET [NAMES].

Which files is a regular expression; without one, those that are named by a number.
"""
import base64
import datetime
import json
import os
import pathlib
import re
import ssl
import sys
import urllib.error
import urllib.request

directory, namespace, secret = sys.argv[1:4]
names = sys.argv[4] if len(sys.argv) > 4 else "[0-9]+"
account = pathlib.Path(os.environ.get("SERVICE_ACCOUNT", "/var/run/secrets/kubernetes.io/serviceaccount"))
host = os.environ["KUBERNETES_SERVICE_HOST"]
host = "[" + host + "]" if ":" in host else host
now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
files = {
    file.name: base64.b64encode(file.read_bytes()).decode()
    for file in sorted(pathlib.Path(directory).iterdir())
    if re.fullmatch(names, file.name)
}
request = urllib.request.Request(
    "https://%s:%s/api/v1/namespaces/%s/secrets/%s"
    % (host, os.environ["KUBERNETES_SERVICE_PORT"], namespace, secret),
    data=json.dumps(
        {"metadata": {"annotations": {"forge.c5c3.io/rotation-completed-at": now}}, "data": files}
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
    sys.exit("The API server answered %d when the result was to be laid down." % error.code)
