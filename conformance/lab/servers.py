"""Private servers on loopback: a MariaDB, and a Keystone of this checkout. Each ends with its `with` block."""
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

CHECKOUT = pathlib.Path(__file__).resolve().parents[2]
KEYSTONE = str(CHECKOUT / "keystone")
SYSTEM_PATH = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"


class CannotStart(Exception):
    pass


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(url):
    """Whether something answers there; any HTTP status will do."""
    try:
        urllib.request.urlopen(url, timeout=5).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def until(condition, process, seconds, log):
    """Waits for a condition of a started process."""
    deadline = time.monotonic() + seconds
    while not condition():
        if process.poll() is not None:
            raise CannotStart(f"it ended with {process.returncode}:\n{tail(log)}")
        if time.monotonic() > deadline:
            raise CannotStart(f"it was not ready after {seconds} s:\n{tail(log)}")
        time.sleep(0.05)


def tail(log, lines=15):
    return "\n".join(pathlib.Path(log).read_text(errors="replace").splitlines()[-lines:])


def interruptible():
    # A shell's background job ignores SIGINT and hands that on; what we start has to hear it.
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def end(process, sign=signal.SIGTERM, seconds=40):
    """Ends a process that we started, and waits for it."""
    if process is None or process.poll() is not None:
        return
    process.send_signal(sign)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


class MariaDb:
    """A private MariaDB in `directory`, durable as by default; user and password `keystone`."""

    def __init__(self, directory):
        self.directory = pathlib.Path(directory) / "mariadb"
        self.port = free_port()
        self.process = None

    def __enter__(self):
        if shutil.which("mariadbd", path=SYSTEM_PATH) is None:
            raise CannotStart("mariadbd is not installed (Debian: mariadb-server)")
        self.directory.mkdir()
        # As root the server gives its rights up for user mysql, who has to reach the directory.
        self.as_mysql = ["--user=mysql"] if os.getuid() == 0 else []
        if self.as_mysql:
            self.directory.parent.chmod(0o755)
            shutil.chown(self.directory, "mysql", "mysql")
        # A starting server deletes what looks like a left-over in its temporary directory: never share /tmp.
        self._run(["mariadb-install-db", "--no-defaults", *self.as_mysql, f"--datadir={self.directory}/data",
                   f"--tmpdir={self.directory}",
                   "--auth-root-authentication-method=normal", "--skip-test-db"])
        try:
            self.start()
            self.sql("CREATE USER keystone@'%' IDENTIFIED BY 'keystone'; GRANT ALL ON *.* TO keystone@'%'")
        except BaseException:
            end(self.process)
            raise
        return self

    def start(self):
        log = open(self.directory / "log", "ab")
        self.process = subprocess.Popen(
            ["mariadbd", "--no-defaults", *self.as_mysql, f"--datadir={self.directory}/data",
             f"--tmpdir={self.directory}",
             f"--socket={self.directory}/socket", "--bind-address=127.0.0.1", f"--port={self.port}",
             "--skip-name-resolve", "--character-set-server=utf8mb4", "--max-connections=500",
             "--innodb-buffer-pool-size=256M", f"--pid-file={self.directory}/pid"],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, env={**os.environ, "PATH": SYSTEM_PATH})
        until(self._up, self.process, 60, self.directory / "log")

    def _up(self):
        return self._client("SELECT 1").returncode == 0

    def _client(self, statement):
        return subprocess.run(
            ["mariadb", "--no-defaults", "-uroot", "-S", f"{self.directory}/socket", "-e", statement],
            capture_output=True, text=True)

    def sql(self, statement):
        done = self._client(statement)
        if done.returncode:
            raise CannotStart(done.stderr)
        return done.stdout

    def database(self, name):
        """Makes an empty database; gives its SQLAlchemy URL."""
        self.sql(f"CREATE DATABASE {name} CHARACTER SET utf8mb4")
        return f"mysql+pymysql://keystone:keystone@127.0.0.1:{self.port}/{name}"

    def kill(self):
        self.process.kill()
        self.process.wait()

    def _run(self, command):
        done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PATH": SYSTEM_PATH})
        if done.returncode:
            raise CannotStart(f"{command[0]}: {done.stdout[-2000:]}{done.stderr[-2000:]}")

    def __exit__(self, *_):
        end(self.process)


class Memcached:
    """A private memcached."""

    def __init__(self):
        self.address = f"127.0.0.1:{free_port()}"

    def __enter__(self):
        program = shutil.which("memcached", path=SYSTEM_PATH)
        if program is None:
            raise CannotStart("memcached is not installed")
        host, port = self.address.split(":")
        self.process = subprocess.Popen([program, "-u", "nobody", "-l", host, "-p", port], stdin=subprocess.DEVNULL)
        return self

    def __exit__(self, *_):
        end(self.process)


class Keystone:
    """The Keystone of this checkout with a keystone.conf of its own, run by ./keystone serve."""

    PASSWORD = "secret"

    def __init__(self, directory, database_url, keys=None, hash_rounds=4):
        self.directory = pathlib.Path(directory)
        self.directory.mkdir(exist_ok=True)
        self.port = free_port()
        self.root = f"http://127.0.0.1:{self.port}"
        self.process = None
        self.environment = {}
        self.log = self.directory / "keystone.log"
        self.keys = pathlib.Path(keys or directory)
        self.configuration = self.directory / "keystone.conf"
        self.configuration.write_text(f"""
[database]
connection = {database_url}
[fernet_tokens]
key_repository = {self.keys}/fernet-keys
[fernet_receipts]
key_repository = {self.keys}/fernet-keys
[credential]
key_repository = {self.keys}/credential-keys
[identity]
password_hash_rounds = {hash_rounds}
[auth]
methods = external,password,token,oauth1,mapped,application_credential,totp,ec2credential
[oslo_policy]
enforce_scope = true
enforce_new_defaults = true
[clavis]
bind_host = 127.0.0.1
bind_port = {self.port}
""")

    def manage(self, *arguments):
        """Runs ./keystone manage; its output, or CannotStart."""
        done = subprocess.run([KEYSTONE, "manage", "--config-file", str(self.configuration), *arguments],
                              capture_output=True, text=True)
        if done.returncode:
            raise CannotStart(f"keystone manage {arguments[0]}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
        return done.stdout

    def create(self):
        """From nothing to a Keystone with an administrator."""
        for repository in ("fernet-keys", "credential-keys"):
            (self.keys / repository).mkdir(mode=0o700, exist_ok=True)
        owner = ["--keystone-user", "root", "--keystone-group", "root"] if os.getuid() == 0 else []
        self.manage("db_sync")
        self.manage("fernet_setup", *owner)
        self.manage("credential_setup", *owner)
        url = self.root + "/v3"
        self.manage("bootstrap", "--bootstrap-password", self.PASSWORD, "--bootstrap-region-id", "RegionOne",
                    "--bootstrap-service-name", "keystone", "--bootstrap-public-url", url,
                    "--bootstrap-internal-url", url, "--bootstrap-admin-url", url)
        return self

    def start(self):
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen([KEYSTONE, "serve", "--config-file", str(self.configuration)],
                                            stdin=subprocess.DEVNULL, stdout=log, stderr=log, preexec_fn=interruptible,
                                            env={**os.environ, **self.environment})
        try:
            until(lambda: answers(self.root + "/v3"), self.process, 120, self.log)
        except BaseException:
            self.stop()
            raise
        return self

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        end(self.process)

    __enter__ = start

    def __exit__(self, *_):
        self.stop()


def build():
    """Builds the checkout where that is due, so that no later start waits for it."""
    done = subprocess.run([KEYSTONE, "manage", "--version"], capture_output=True, text=True)
    if done.returncode:
        raise CannotStart(f"./keystone does not start:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
