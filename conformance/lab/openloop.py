"""An open-loop load: requests leave at their times, whether or not earlier ones were answered.

Latency counts from the time at which a request should have left, so that a server that stalls cannot hide it. One
thread and no library, so that the load takes little of a machine that it shares with the server.
"""
import collections
import contextlib
import gc
import multiprocessing
import os
import random
import select
import socket
import time


class Outcome:
    """What came back: latencies in milliseconds, and counts by status."""

    def __init__(self):
        self.latencies = []
        self.statuses = collections.Counter()
        self.failures = collections.Counter()
        self.without_retry_after = 0

    def percentile(self, share):
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else float("nan")


def request(host, method, path, headers, body=b""):
    """The bytes of a request."""
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host}", *(f"{name}: {value}" for name, value in headers.items())]
    if body:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


class Connection:
    def __init__(self, address, poll):
        self.socket = socket.create_connection(address, timeout=10)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.setblocking(False)
        poll.register(self.socket, select.EPOLLIN)
        self.buffer = b""
        self.due = 0.0
        self.needed = 0

    def send(self, data, due):
        self.due, self.buffer, self.needed = due, b"", 0
        self.socket.send(data)

    def receive(self):
        """Whether the whole answer is here. OSError where the server hung up."""
        part = self.socket.recv(65536)
        if not part:
            raise ConnectionResetError("closed")
        self.buffer += part
        if not self.needed:
            head = self.buffer.find(b"\r\n\r\n")
            if head < 0:
                return False
            lower = self.buffer[:head].lower()
            at = lower.find(b"\r\ncontent-length:")
            length = int(lower[at + 17:].split(b"\r\n", 1)[0]) if at >= 0 else 0
            self.needed = head + 4 + length
        return len(self.buffer) >= self.needed

    @property
    def status(self):
        return int(self.buffer[9:12])


def drive(address, requests, rate, seconds, patience, jitter, connections, outcome):
    """Sends `requests` in turn at `rate` for `seconds`, then waits up to `patience` for what is open.

    What finds no free connection waits for one; its latency counts from when it was due all the same.
    """
    gc.disable()
    chance = random.Random(1)
    free, open_, late, poll = [], {}, collections.deque(), select.epoll()
    start = time.monotonic() + 0.05
    end = start + seconds
    sent, due = 0, start
    while True:
        now = time.monotonic()
        while due <= now and due < end:
            late.append(due)
            due += chance.expovariate(rate) if jitter else 1 / rate
        while late and (free or len(open_) < connections):
            time_due = late.popleft()
            try:
                connection = free.pop() if free else Connection(address, poll)
                connection.send(requests[sent % len(requests)], time_due)
                open_[connection.socket.fileno()] = connection
            except OSError as failed:
                outcome.failures[type(failed).__name__] += 1
            sent += 1
        if due >= end and (not (open_ or late) or now > end + patience):
            break
        wait = max(0.0, min(due - time.monotonic(), 0.5)) if due < end else 0.1
        # Polling counts in milliseconds, selecting in microseconds.
        select.select((poll,), (), (), wait)
        for fileno, _ in poll.poll(0):
            connection = open_.get(fileno)
            if connection is None:
                # The server hung up on a connection that waits for its next request.
                free = [waiting for waiting in free if waiting.socket.fileno() != fileno]
                continue
            try:
                if not connection.receive():
                    continue
                outcome.latencies.append((time.monotonic() - connection.due) * 1000)
                outcome.statuses[connection.status] += 1
                if connection.status == 429 and b"\r\nretry-after:" not in connection.buffer.lower():
                    outcome.without_retry_after += 1
                free.append(connection)
            except BlockingIOError:
                continue
            except OSError as failed:
                outcome.failures[type(failed).__name__] += 1
            del open_[fileno]
    outcome.failures["unanswered"] += len(open_) + len(late)
    return outcome


class Load:
    """A load in a process of its own.

    One that is `timed` comes before everything else on the machine, where that is permitted: it stands for a client
    elsewhere, which waits for the server and not for a processor. One that is not takes none from it.
    """

    def __init__(self, address, requests, rate, seconds, patience=5.0, jitter=False, connections=64, timed=True):
        self.receiver, sender = multiprocessing.Pipe(duplex=False)

        def run():
            if timed:
                with contextlib.suppress(PermissionError):
                    os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1))
            else:
                os.nice(19)
            sender.send(drive(address, requests, rate, seconds, patience, jitter, connections, Outcome()))

        self.process = multiprocessing.Process(target=run, daemon=True)
        self.process.start()

    def outcome(self):
        found = self.receiver.recv()
        self.process.join()
        return found
