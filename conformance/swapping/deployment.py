"""One deployment, that is a keystone.conf, key directories and a database, which either Keystone serves."""
import functools
import json
import os
import pathlib
import re
import socket
import subprocess
import time
import urllib.parse

from lab import peer, servers

# The algorithms that some release between Zed and the newest can write, with rounds that are quick enough here. The
# newest release does not know its own bcrypt_sha256 again where the rounds have one digit.
ROUNDS = {"bcrypt": 4, "bcrypt_sha256": 10, "scrypt": 4, "pbkdf2_sha512": 1000}
HASHES = """
import json, sys
import keystone.conf
from keystone.common import password_hashing
keystone.conf.configure()
keystone.conf.CONF([], project='keystone', default_config_files=[sys.argv[1]])
asked, password, made = json.loads(sys.argv[2]), sys.argv[3], {}
for algorithm, rounds in asked.items():
    try:
        keystone.conf.CONF.set_override('password_hash_algorithm', algorithm, 'identity')
        keystone.conf.CONF.set_override('password_hash_rounds', rounds, 'identity')
        made[algorithm] = password_hashing.hash_password(password)
    except Exception as refused:
        print(algorithm, refused, file=sys.stderr)
try:
    from passlib import hash as older
    made['sha512_crypt'] = older.sha512_crypt.using(rounds=1000).hash(password)
    made['bcrypt_sha256 (version 1)'] = older.bcrypt_sha256.using(version=1, rounds=4).hash(password)
    made['bcrypt (2y)'] = older.bcrypt.using(ident='2y', rounds=4).hash(password)
except ImportError:
    pass
def known(text):
    try:
        return password_hashing.check_password(password, text)
    except Exception:
        return False
print(json.dumps({algorithm: text for algorithm, text in made.items() if known(text)}))
"""


class Deployment(peer.RealKeystone):
    """The real Keystone of a release, and Clavis in its place: the same file, the same keys, the same address."""

    def __init__(self, installed, database, name, memcached):
        self.database, self.name = database, name
        super().__init__(installed, database.database(name), processes=2, memcached=memcached.address)
        # Under the same path inside the root of the real one and outside: so the file need not differ.
        self.link = None
        if not os.path.exists(self.inside):
            self.link = pathlib.Path(self.inside)
            self.link.symlink_to(self.directory)
        self.clavis_log = self.directory / "clavis.log"
        self.clavis = None

    def _configure(self):
        super()._configure()
        path = self.directory / "keystone.conf"
        # As a deployment of the release has it: [oslo_policy] says nothing, so each release's own defaults hold.
        kept = path.read_text().split("[oslo_policy]")[0].replace("enabled = true", "enabled = true\nexpiration_time = 5")
        if self.version().startswith("22."):
            kept = kept.replace(",ec2credential", "")  # no method yet
        path.write_text(kept + """
[security_compliance]
lockout_failure_attempts = 3
lockout_duration = 3600
password_expires_days = 90
unique_last_password_count = 2
[federation]
remote_id_attribute = HTTP_OIDC_ISS
[totp]
included_previous_windows = 1
""")

    @property
    def configuration(self):
        return f"{self.inside}/keystone.conf"

    @functools.cache
    def version(self):
        done = subprocess.run(self._command("keystone-manage", "--version"), capture_output=True, text=True)
        return re.search(r"\d+\.\d+\.\d+", done.stdout + done.stderr)[0]

    def hashes(self, password):
        """The password by algorithm: as this release hashes it, or an older one did and this one still verifies."""
        done = subprocess.run(
            self._command("python3", "-c", HASHES, self.configuration, json.dumps(ROUNDS), password),
            capture_output=True, text=True)
        if done.returncode:
            raise servers.CannotStart(done.stderr[-2000:])
        return json.loads(done.stdout)

    def sql(self, statement):
        return self.database.sql(f"USE {self.name}; {statement}")

    def stop_real(self):
        servers.end(self.process)
        self.process = None

    def _environment(self, port):
        # The file says nothing of our own options, nor need it: where to listen comes from the environment.
        return {**os.environ, "OS_CLAVIS__BIND_PORT": str(port), "OS_CLAVIS__TRUSTED_PROXIES": "127.0.0.1"}

    def start_clavis(self, port=None):
        """Clavis in the place of the real Keystone, or on a port beside it."""
        port = port or self.port
        with open(self.clavis_log, "ab") as log:
            self.clavis = subprocess.Popen(
                [servers.KEYSTONE, "serve", "--config-file", self.configuration], env=self._environment(port),
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, preexec_fn=servers.interruptible)
        servers.until(lambda: servers.answers(f"http://127.0.0.1:{port}/v3"), self.clavis, 120, self.clavis_log)

    def stop_clavis(self):
        servers.end(self.clavis)
        self.clavis = None

    def manage_clavis(self, *arguments):
        """Runs our keystone-manage with the same file: exit code and output."""
        done = subprocess.run([servers.KEYSTONE, "manage", "--config-file", self.configuration, *arguments],
                              capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr

    def flush_memcached(self):
        time.sleep(1.1)  # what was stored within the last second would survive
        host, port = self.memcached.split(":")
        with socket.create_connection((host, int(port)), 10) as connection:
            connection.sendall(b"flush_all\r\n")
            connection.recv(64)

    @property
    def host(self):
        return urllib.parse.urlsplit(self.url).netloc

    def __exit__(self, *failure):
        self.stop_clavis()
        if self.link:
            self.link.unlink(missing_ok=True)
        super().__exit__(*failure)
