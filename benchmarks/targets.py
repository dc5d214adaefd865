"""Servers under load, and wrk that puts it on them."""
import os
import pathlib
import shutil
import subprocess
import sys
import time

import cases
import measure
from lab import servers

HERE = pathlib.Path(__file__).resolve().parent
LONGEST = 60
COLUMNS = ("req/s", "p50 ms", "p99 ms", "cpu ms/req", "db ms/req")


class Target:
    """A server under load: where it is, whose processor time counts, and its requests by case."""

    def __init__(self, name, root, pids, database_pids=()):
        self.name, self.root = name, root
        self.pids, self.database_pids = list(pids), list(database_pids)
        self.directory = None
        self.cases = ()
        self.data = None

    def fill(self, options, directory):
        password = os.environ.get("KEYSTONE_PASSWORD", "secret")
        self.data = cases.Data(self.root, password, options)
        self.cases = options.cases
        self.prepare(directory)

    def prepare(self, directory):
        self.directory = pathlib.Path(directory) / self.name
        self.directory.mkdir(exist_ok=True)
        cases.write(self.data.prepare(self.cases), self.directory)

    def run(self, case, seconds, connections):
        """One run of wrk; gives the columns, or ends the program where an answer was not a success."""
        self.settle()
        before = measure.cpu_seconds(self.pids), measure.cpu_seconds(self.database_pids)
        done = subprocess.run(
            ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "60s", "-s", str(HERE / "requests.lua"),
             self.root],
            env={**os.environ, "REQUESTS": str(self.directory / case), "ONCE": "1" if case in cases.ONCE else ""},
            capture_output=True, text=True)
        after = measure.cpu_seconds(self.pids), measure.cpu_seconds(self.database_pids)
        result = [line.split()[1:] for line in done.stdout.splitlines() if line.startswith("RESULT ")]
        if not result:
            sys.exit(f"wrk: {done.stdout}{done.stderr}")
        requests, micros, bad = map(int, result[0][:3])
        if not requests and seconds < LONGEST:
            # Not one was answered in this time.
            return self.run(case, seconds * 3, connections)
        if bad or not requests:
            sys.exit(f"{self.name} {case}: {bad} of {requests} requests failed")
        p50, p99 = map(float, result[0][3:])
        server, database = (1000 * (b - a) / requests for a, b in zip(before, after))
        return requests * 1e6 / micros, p50, p99, server, database

    def settle(self):
        """Waits until the server has done with what nobody waits for any longer."""
        for _ in range(100):
            before = measure.cpu_seconds(self.pids)
            time.sleep(0.2)
            if measure.cpu_seconds(self.pids) - before < 0.04:
                return


def bare(body, directory, like, stack):
    """The HTTP library alone, with the same Java options as ./keystone."""
    java = subprocess.run(["bash", "-c", f". {servers.CHECKOUT}/bin/jdk && echo $java"], check=True,
                          capture_output=True, text=True).stdout.strip()
    subprocess.run(["bash", "-c", f". {servers.CHECKOUT}/bin/jdk && cd {servers.CHECKOUT}"
                                  " && mvn -B -q -pl benchmarks -am package -DskipTests"], check=True)
    (pathlib.Path(directory) / "body").write_bytes(body)
    port = servers.free_port()
    log = pathlib.Path(directory) / "bare.log"
    with open(log, "wb") as out:
        process = subprocess.Popen(
            [java, f"@{servers.CHECKOUT}/bin/jvm.options", "-cp", f"{HERE}/target/benchmarks/*",
             "io.clavis.benchmarks.BareServer", str(port), f"{directory}/body"],
            stdin=subprocess.DEVNULL, stdout=out, stderr=out)
    stack.callback(servers.end, process)
    target = Target("bare", f"http://127.0.0.1:{port}", [process.pid])
    servers.until(lambda: servers.answers(target.root), process, 60, log)
    target.directory = like.directory
    # What has the same answer.
    target.cases = [case for case in like.cases if case in ("validate", "validate_rotate")]
    return target


def require_wrk():
    if shutil.which("wrk") is not None:
        return
    if os.getuid() == 0:
        subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "wrk"], check=True,
                       env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, stdout=subprocess.DEVNULL)
    else:
        sys.exit("wrk is not installed: sudo apt-get install wrk")
