#!/usr/bin/env python3
"""Writes JWS tokens of the real Keystone, for the Java tests to read.

Run it with a Python that has keystone:

    python3 golden_jws.py <folder crypto/src/test/resources>

Takes what is to be in them from vectors.json there; writes jws.json: a pair of keys and a token of each payload for
each algorithm. Signatures are random, so the file differs from run to run.
"""

import json
import logging
import pathlib
import sys
import tempfile

import keystone.conf
from keystone.common import jwt_utils
from keystone.token.providers.jws.core import JWSFormatter

logging.disable(logging.CRITICAL)


def main():
    folder = pathlib.Path(sys.argv[1])
    vectors = json.loads((folder / "vectors.json").read_text())["tokens"]
    conf = keystone.conf.CONF
    keystone.conf.configure()
    conf([], project="keystone")
    written = {}
    for algorithm in ["ES256", "ES384", "ES512", "EdDSA"]:
        with tempfile.TemporaryDirectory() as keys:
            private, public = pathlib.Path(keys, "private.pem"), pathlib.Path(keys, "public.pem")
            jwt_utils.create_jws_keypair(str(private), str(public), algorithm)
            conf.set_override("jws_private_key_repository", keys, group="jwt_tokens")
            conf.set_override("jws_algorithm", algorithm, group="jwt_tokens")
            formatter = JWSFormatter()
            tokens = {}
            for vector in vectors:
                tokens[vector["name"]], _ = formatter.create_token(**vector["inputs"])
            written[algorithm] = {"private": private.read_text(), "public": public.read_text(), "tokens": tokens}
    (folder / "jws.json").write_text(json.dumps(written, indent=1) + "\n")


main()
