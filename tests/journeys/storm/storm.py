"""The storm: all senders at once, and somebody who kills the processes at random (seeded) instants."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.journeys.storm.judge import judge
from tests.journeys.storm.senders import Chatter, FormWriter, Mailer, Sender
from tests.site_server import Site

LIVES = (0.5, 3.0)
LOOKS = 0.02


@dataclass
class Outcome:
    """What happened; `broken` is empty where every promise held."""

    messages: int
    acknowledged: int
    kills: int
    repeats: int
    seconds: float
    broken: list[str] = field(default_factory=list)


def storm(
    site: Site,
    *,
    chatters: int,
    forms: int,
    mailers: int,
    each: int,
    kills: int,
    seed: int,
    lmtp_port: int = 0,
) -> Outcome:
    """Let everybody write `each` messages while processes are killed `kills` times.

    A process lives for a random time, but not past its share of the messages, however fast the machine is.
    On SQLite `serve` is killed; on PostgreSQL `web` or `worker`, as chance will have it.
    """
    senders: list[Sender] = [Chatter(site, f"visitor{n}", each) for n in range(chatters)]
    senders += [FormWriter(site, f"writer{n}", each) for n in range(forms)]
    senders += [Mailer(site, f"mailer{n}", each, port=lmtp_port) for n in range(mailers)]
    began = time.monotonic()
    apart = bool(site.database)
    site.start(apart=apart)
    killed = asyncio.run(_all(site, senders, kills=kills, chance=random.Random(seed), apart=apart))
    seconds = time.monotonic() - began
    return Outcome(
        messages=sum(sender.count for sender in senders),
        acknowledged=sum(len(sender.acknowledged) for sender in senders),
        kills=killed,
        repeats=sum(sender.repeats for sender in senders),
        seconds=seconds,
        broken=judge(site, senders),
    )


async def _all(
    site: Site, senders: Sequence[Sender], *, kills: int, chance: random.Random, apart: bool
) -> int:
    writing = asyncio.gather(*(sender.run() for sender in senders))
    killed = 0
    try:
        while not writing.done():
            share = sum(sender.count for sender in senders) * (killed + 1) / (kills + 1)
            life = asyncio.create_task(_lives(senders, chance.uniform(*LIVES), share))
            await asyncio.wait([writing, life], return_when=asyncio.FIRST_COMPLETED)
            if writing.done() or killed >= kills:
                life.cancel()
                await asyncio.wait([writing])
                break
            await asyncio.to_thread(_kill_one, site, chance, apart)
            killed += 1
    finally:
        writing.cancel()
    await writing
    return killed


async def _lives(senders: Sequence[Sender], seconds: float, share: float) -> None:
    """Until the time is over or so many messages have been acknowledged."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and sum(len(sender.acknowledged) for sender in senders) < share:
        await asyncio.sleep(LOOKS)


def _kill_one(site: Site, chance: random.Random, apart: bool) -> None:
    if not apart:
        site.kill()
        site.start()
        return
    victim = chance.choice(["web", "worker"])
    site.kill(victim)
    site.start(only=victim)
