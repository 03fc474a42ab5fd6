"""What must work before this process may be sent traffic. Others add a check: `CHECKS["name"] = function`."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from django.db import connection

from madoguchi.live import process
from madoguchi.site.pool import in_thread

CHECK_SECONDS = 5.0


def database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ""


def broker() -> str:
    return "" if process.broker().ready() else "announcements are not arriving; screens catch up when they do"


# Each returns "" when all is well, else what is wrong in plain words; it may raise. Runs on a database thread.
CHECKS: dict[str, Callable[[], str]] = {"database": database, "broker": broker}


async def readiness() -> tuple[bool, dict[str, str]]:
    """(all is well, {check: "ok" or what is wrong})."""
    answers = await asyncio.gather(*(_answer(check) for check in CHECKS.values()))
    report = {name: answer or "ok" for name, answer in zip(CHECKS, answers, strict=True)}
    return not any(answers), report


async def _answer(check: Callable[[], str]) -> str:
    try:
        return await asyncio.wait_for(in_thread(check), CHECK_SECONDS)
    except Exception as error:  # whatever a check meets is its answer; details go to the log of that part
        return f"failed: {type(error).__name__}"
