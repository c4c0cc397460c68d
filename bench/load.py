"""A load generator in a process of its own: python -m bench.load, a plan as JSON in, what happened as JSON out."""

import asyncio
import json
import random
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from app.config import ROOT
from app.core.ids import uuid7
from bench.table import percentile

PATIENCE = 10


@dataclass(frozen=True)
class Result:
    """Answers a second, latencies in ms over all kinds, and errors by kind: 500, refused, timeout, locked."""

    per_second: float
    p50: float
    p99: float
    errors: dict[str, int]


def load(url: str, kinds: list[dict[str, Any]], cookies: list[str], *, connections: int, seconds: float) -> Result:
    """Loads `url` from another process. A kind: {method, path, weight, body}; `{id}` and `{now}` in a body are filled in."""
    plan = {"url": url, "kinds": kinds, "cookies": cookies, "connections": connections, "seconds": seconds}
    command = [sys.executable, "-m", "bench.load"]
    done = subprocess.run(command, input=json.dumps(plan), capture_output=True, text=True, check=True, cwd=ROOT)
    return Result(**json.loads(done.stdout))


class Load:
    """Keep-alive connections that ask, wait for the answer, and ask again until time is up."""

    def __init__(self, plan: dict[str, Any]) -> None:
        self.plan, self.errors, self.taken = plan, Counter(), []
        self.weights = [kind["weight"] for kind in plan["kinds"]]
        self.host = urlsplit(plan["url"])

    async def run(self) -> Result:
        began = time.perf_counter()
        self.until = began + self.plan["seconds"]
        await asyncio.gather(*(self._connection(number) for number in range(self.plan["connections"])))
        per_second = len(self.taken) / (time.perf_counter() - began)
        tails = [percentile(self.taken, share) * 1000 if self.taken else 0.0 for share in (0.5, 0.99)]
        return Result(per_second, *tails, dict(self.errors))

    async def _connection(self, number: int) -> None:
        rng, streams = random.Random(number), None
        while time.perf_counter() < self.until:
            try:
                streams = streams or await asyncio.open_connection("127.0.0.1", self.host.port)
                await asyncio.wait_for(self._ask(*streams, rng), PATIENCE)
            except (OSError, asyncio.IncompleteReadError, TimeoutError) as error:
                self.errors[type(error).__name__] += 1
                streams = None
        if streams:
            streams[1].close()

    async def _ask(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, rng: random.Random) -> None:
        kind = rng.choices(self.plan["kinds"], self.weights)[0]
        request = self._request(kind, rng.choice(self.plan["cookies"]))
        began = time.perf_counter()
        writer.write(request)
        status, body = await _answer(reader)
        self.taken.append(time.perf_counter() - began)
        if status != 200:
            self.errors[str(status)] += 1
        if b"locked" in body:
            self.errors["locked"] += 1

    def _request(self, kind: dict[str, Any], cookie: str) -> bytes:
        body = kind.get("body", "").replace("{id}", str(uuid7()))
        body = body.replace("{now}", datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
        lines = [f"{kind['method']} {kind['path']} HTTP/1.1", f"Host: {self.host.netloc}", f"Cookie: {cookie}"]
        lines += ["Accept-Encoding: gzip, deflate, br"]
        if body:
            lines += [f"Content-Length: {len(body)}", "Content-Type: application/x-www-form-urlencoded"]
            lines += ["Sec-Fetch-Site: same-origin", "HX-Request: true", f"Origin: {self.plan['url']}"]
        return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    status = int(head.split(b" ", 2)[1])
    if b"transfer-encoding: chunked" in head:
        return status, await _chunks(reader)
    size = head.partition(b"content-length: ")[2].partition(b"\r\n")[0]
    return status, await reader.readexactly(int(size or 0))


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    body = b""
    while size := int(await reader.readline(), 16):
        body += (await reader.readexactly(size + 2))[:-2]
    await reader.readline()
    return body


def main() -> None:
    result = asyncio.run(Load(json.load(sys.stdin)).run())
    json.dump(result.__dict__, sys.stdout)


if __name__ == "__main__":
    main()
