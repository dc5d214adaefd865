"""The real Keystone, run from a root directory (a chroot) that has it installed."""
import os
import pathlib
import shutil
import subprocess
import tempfile

from lab import servers


def root():
    """Where the real Keystone is installed, or None."""
    named = os.environ.get("KEYSTONE_PEER_ROOT")
    if not named and os.environ.get("KEYSTONE_PEER_DIR"):
        named = os.path.join(os.environ["KEYSTONE_PEER_DIR"], os.environ.get("KEYSTONE_PEER_FLAVOR", "sid"))
    return named if named and os.path.exists(os.path.join(named, "usr/bin/keystone-manage")) else None


class RealKeystone:
    """The real Keystone with a configuration of its own: keystone-manage, and a server under uwsgi.

    To be used in a `with` block, which ends the server and removes its directory. Without a memcached (`host:port`) it
    asks the database some hundred times for a request.
    """

    PASSWORD = "secret"

    def __init__(self, installed, database_url, processes=1, memcached=None):
        self.installed = installed
        self.processes, self.memcached = processes, memcached
        self.port = servers.free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.database_url = database_url
        self.process = None
        temporary = os.path.join(installed, "tmp")
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="keystone-interop-", dir=temporary))
        self.inside = "/" + os.path.relpath(self.directory, installed)
        self.log = self.directory / "uwsgi.log"
        for repository in ("fernet-keys", "credential-keys"):
            (self.directory / repository).mkdir(mode=0o700)
        self._configure()
        self.own()

    def _cache(self):
        if not self.memcached:
            return "enabled = false"
        return f"enabled = true\nbackend = dogpile.cache.pymemcache\nmemcache_servers = {self.memcached}"

    def _configure(self):
        (self.directory / "keystone.conf").write_text(f"""
[DEFAULT]
log_file = {self.inside}/keystone.log
[database]
connection = {self.database_url}
[cache]
{self._cache()}
[auth]
methods = external,password,token,oauth1,mapped,application_credential,totp,ec2credential
[fernet_tokens]
key_repository = {self.inside}/fernet-keys
[fernet_receipts]
key_repository = {self.inside}/fernet-keys
[credential]
key_repository = {self.inside}/credential-keys
[identity]
password_hash_rounds = 4
[oslo_policy]
enforce_scope = true
enforce_new_defaults = true
""")
        script = "/usr/bin/keystone-wsgi-public"
        in_root = os.path.exists(self.installed + script)
        application = f"wsgi-file = {script}" if in_root else "module = keystone.wsgi.api:application"
        (self.directory / "uwsgi.ini").write_text(f"""
[uwsgi]
plugins = python3
http-socket = 127.0.0.1:{self.port}
add-header = Connection: close
{application}
master = true
lazy-apps = true
enable-threads = true
processes = {self.processes}
need-app = true
die-on-term = true
buffer-size = 65535
disable-logging = true
chdir = /tmp
""")

    def own(self):
        """Hands the directory, with the keys in it, to the user that the real Keystone runs as."""
        subprocess.run(["chroot", self.installed, "chown", "-R", "keystone:keystone", self.inside], check=True)

    def _command(self, *words):
        return ["chroot", "--userspec=keystone:keystone", self.installed, "env", "-i", "PATH=/usr/sbin:/usr/bin:/bin",
                "HOME=/tmp", "LANG=C.UTF-8", f"OS_KEYSTONE_CONFIG_DIR={self.inside}", *words]

    def manage(self, *arguments):
        """Runs the real keystone-manage; its output, or CannotStart."""
        done = subprocess.run(
            self._command("keystone-manage", "--config-file", f"{self.inside}/keystone.conf", *arguments),
            capture_output=True, text=True)
        if done.returncode:
            raise servers.CannotStart(f"the real keystone-manage {arguments[0]}: {done.stderr[-2000:]}")
        return done.stdout

    def create(self):
        """From nothing to a Keystone with an administrator."""
        self.manage("db_sync")
        self.manage("fernet_setup", "--keystone-user", "keystone", "--keystone-group", "keystone")
        self.manage("credential_setup", "--keystone-user", "keystone", "--keystone-group", "keystone")
        url = self.url + "/v3"
        self.manage("bootstrap", "--bootstrap-password", self.PASSWORD, "--bootstrap-region-id", "RegionOne",
                    "--bootstrap-service-name", "keystone", "--bootstrap-public-url", url,
                    "--bootstrap-internal-url", url, "--bootstrap-admin-url", url)
        return self

    def __enter__(self):
        return self

    def start(self):
        uwsgi = next(name for name in ("uwsgi_python3", "uwsgi")
                     if os.path.exists(f"{self.installed}/usr/bin/{name}"))
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(self._command(uwsgi, "--ini", f"{self.inside}/uwsgi.ini"),
                                            stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/")
        servers.until(lambda: servers.answers(self.url + "/v3"), self.process, 120, self.log)
        return self

    def __exit__(self, *_):
        servers.end(self.process)
        shutil.rmtree(self.directory, ignore_errors=True)
