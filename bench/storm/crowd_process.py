"""The crowd as the measuring process sees it."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from tests.site_server import ROOT


class CrowdProcess:
    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._cpu = 0.0

    @classmethod
    async def start(cls, port: int, file: Path, count: int) -> CrowdProcess:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "bench.storm.crowd", str(port), str(file), "0", str(count)),
            cwd=ROOT,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        crowd = cls(process)
        await crowd.ask("cpu")
        return crowd

    async def ask(self, command: str) -> dict[str, Any]:
        """What it answers, and as `cpu_spent` the CPU seconds it took. Raises RuntimeError if it has died."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{command}\n".encode())
        line = await self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the crowd died of {command!r}")
        said: dict[str, Any] = json.loads(line)
        said["cpu_spent"], self._cpu = said["cpu"] - self._cpu, said["cpu"]
        return said

    async def stop(self) -> None:
        if self._process.returncode is None:
            self._process.kill()
        await self._process.wait()
