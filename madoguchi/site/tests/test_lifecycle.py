"""What starts first stops last, and one part that fails takes no other with it."""

from __future__ import annotations

import asyncio

import pytest

from madoguchi.site.lifecycle import Lifecycle, Service


def lifecycle(*names: str, broken: str = "") -> tuple[Lifecycle, list[str]]:
    seen: list[str] = []

    def service(name: str) -> Service:
        async def start() -> None:
            seen.append(f"+{name}")
            if broken == f"+{name}":
                raise RuntimeError("a fault")

        async def stop() -> None:
            seen.append(f"-{name}")
            if broken == f"-{name}":
                raise RuntimeError("a fault")

        return Service(name, start, stop)

    return Lifecycle([service(name) for name in names]), seen


def test_the_writer_finishes_before_sockets_close_and_jobs_after_them():
    async def story() -> None:
        life, seen = lifecycle("broker", "jobs", "sockets", "writer")
        await life.start()
        assert life.state == "running"
        await life.stop(through="sockets")
        assert seen[4:] == ["-writer", "-sockets"]
        assert life.state == "stopping"
        await life.stop()
        await life.stop()
        assert seen[4:] == ["-writer", "-sockets", "-jobs", "-broker"]
        assert life.state == "stopped"

    asyncio.run(story())


def test_a_part_that_cannot_stop_does_not_keep_the_others_from_it():
    async def story() -> None:
        life, seen = lifecycle("broker", "jobs", "sockets", broken="-jobs")
        await life.start()
        await life.stop()
        assert seen[3:] == ["-sockets", "-jobs", "-broker"]

    asyncio.run(story())


def test_a_part_that_cannot_start_undoes_those_before_it():
    async def story() -> None:
        life, seen = lifecycle("broker", "jobs", "sockets", broken="+jobs")
        with pytest.raises(RuntimeError):
            await life.start()
        assert seen == ["+broker", "+jobs", "-jobs", "-broker"]

    asyncio.run(story())
