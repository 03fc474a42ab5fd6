"""The checks of `madoguchi doctor`: each looks at the real thing."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from madoguchi.ai.contract import EmbeddingError, WritingError
from madoguchi.ai.queries import embedding_models, writer
from madoguchi.audit.guard import missing
from madoguchi.audit.queries import late_after
from madoguchi.audit.queries import state as chain_state
from madoguchi.channels.email.examine import mailbox_problems, server_problem
from madoguchi.inbox.queries import noted_problems
from madoguchi.jobs.models import Job

LATE = timedelta(minutes=5)


class NotWell(Exception):
    """A check that failed; the text says what to do."""


def examine() -> list[dict[str, Any]]:
    """One entry a check: name, ok, what (what was seen, or what to do)."""
    return [_run(name, check) for name, check in CHECKS.items()]


def _run(name: str, check: Callable[[], str]) -> dict[str, Any]:
    try:
        return {"name": name, "ok": True, "what": check()}
    except NotWell as error:
        return {"name": name, "ok": False, "what": str(error)}
    except Exception as error:  # a broken part must not hide the others
        return {"name": name, "ok": False, "what": f"{type(error).__name__}: {error}"}


def _database() -> str:
    connection.ensure_connection()
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotWell("The tables are not up to date: run `madoguchi setup`.")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA quick_check(1)")
            if (answer := cursor.fetchone()[0]) != "ok":
                raise NotWell(f"The database file is damaged ({answer}): restore a backup.")
    return f"{connection.vendor}, up to date"


def _jobs() -> str:
    overdue = Job.objects.filter(state="ready", run_at__lt=timezone.now() - LATE).count()
    dead = Job.objects.filter(state="dead").count()
    if overdue:
        raise NotWell(
            f"{overdue} jobs wait for more than 5 minutes: is `madoguchi serve` or a worker running?"
        )
    if dead:
        raise NotWell(f"{dead} jobs gave up: see `madoguchi jobs list-dead`, mend the cause and replay them.")
    return "none late, none given up"


def _broker() -> str:
    if not settings.REDIS_URL:
        return "PostgreSQL NOTIFY" if connection.vendor == "postgresql" else "in process"
    import redis  # weight: only where it is used

    redis.Redis.from_url(settings.REDIS_URL, socket_timeout=3).ping()
    return "Redis answers"


def _audit() -> str:
    """The whole log is verified by `madoguchi audit verify`; here what its own jobs left."""
    if gone := missing():
        raise NotWell(
            f"{gone} triggers that keep the audit log from being changed were removed: who did that?"
        )
    log = chain_state()
    if not log.fits:
        raise NotWell("The last checkpoint does not match the audit log: run `madoguchi audit verify`.")
    if log.found:
        raise NotWell(
            f"The audit log had {log.found} problems when it was verified: run `madoguchi audit verify`."
        )
    if log.oldest and log.oldest < timezone.now() - late_after():
        raise NotWell(
            f"{log.waiting} entries wait for their link, the oldest since {log.oldest:%Y-%m-%d %H:%M} UTC:"
            " is `madoguchi serve` or a worker running?"
        )
    until = f"linked up to entry {log.checkpoint.sequence}" if log.checkpoint else "nothing is linked yet"
    return f"{until}, {log.waiting} wait"


def _files() -> str:
    name = default_storage.save(f"doctor/{secrets.token_hex(8)}", ContentFile(b"well"))
    try:
        with default_storage.open(name) as file:
            if file.read() != b"well":
                raise NotWell("A file read back differs from what was written: look at the storage.")
    finally:
        default_storage.delete(name)
    return "a file was written, read and deleted"


def _mail() -> str:
    if not settings.SMTP_URL:
        return "no server is set: mail is kept in the home folder"
    if problem := server_problem(settings.SMTP_URL):
        raise NotWell(problem)
    return f"{urlsplit(settings.SMTP_URL).hostname} lets us in"


def _mailboxes() -> str:
    asked, problems = mailbox_problems()
    if problems:
        raise NotWell("\n  ".join(problems))
    noted = [
        f"{one.address}, {one.noted_at:%Y-%m-%d %H:%M} UTC: {one.reason}" for one in noted_problems("email")
    ]
    seen = f"{asked} servers of inboxes let us in" if asked else "no inbox has servers of its own"
    return "\n  ".join([seen + (", but not when they were last used:" if noted else ""), *noted])


def _models() -> str:
    """Reads one question, as a search would; the files are compared with their hashes by `madoguchi models`."""
    try:
        models = embedding_models()
        if models is None:
            return "none: search works by words alone (`madoguchi models build` adds meanings)"
        models.text.queries(["Where is my withdrawal?"])
    except EmbeddingError as error:
        raise NotWell(str(error)) from error
    return f"{models.text.name} reads a question"


def _writer() -> str:
    """Has one word written, as a draft translation would."""
    try:
        chosen = writer()
        if chosen is None:
            return "none: no draft translations (MADOGUCHI_LLM adds them)"
        chosen.write("Answer with the word: ready", "Are you ready?")
    except WritingError as error:
        raise NotWell(str(error)) from error
    return f"{chosen.name} answers"


CHECKS: dict[str, Callable[[], str]] = {
    "database": _database,
    "jobs": _jobs,
    "audit log": _audit,
    "broker": _broker,
    "files": _files,
    "mail": _mail,
    "language models": _models,
    "text writer": _writer,
    "mailboxes": _mailboxes,
}
