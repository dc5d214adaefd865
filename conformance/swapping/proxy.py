"""One address for several servers: each connection goes to the next of them, whatever it carries."""
import asyncio
import itertools
import threading


class RoundRobin:
    def __init__(self, ports):
        self.turns = itertools.cycle(ports)
        self.loop = asyncio.new_event_loop()
        self.ready = threading.Event()
        self.taken = dict.fromkeys(ports, 0)

    def __enter__(self):
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()
        self.ready.wait(10)
        return self

    def _run(self):
        asyncio.set_event_loop(self.loop)
        self.server = self.loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0, backlog=1024))
        self.port = self.server.sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.ready.set()
        self.loop.run_forever()
        self.server.close()
        left = asyncio.all_tasks(self.loop)
        for task in left:
            task.cancel()
        self.loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))

    async def _serve(self, client, answers):
        port = next(self.turns)
        self.taken[port] += 1
        try:
            server, requests = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            answers.close()
            return
        await asyncio.gather(self._copy(client, requests), self._copy(server, answers))

    async def _copy(self, source, sink):
        try:
            while data := await source.read(65536):
                sink.write(data)
                await sink.drain()
        except OSError:
            pass
        finally:
            sink.close()

    def __exit__(self, *_):
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(10)
