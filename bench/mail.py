"""Mails per second and CPU per mail through the whole pipeline, beside the least one could do with the same mails.

The pipeline: raw log (masked, encrypted), parser, visible text, language, shield, files, identity, threading, message,
events, job rows. The reference: `email.message_from_bytes` with its decoded text, and one insert, one commit a mail.

They are taken in one after the other, as a mail server delivers them to an idle mail door, and in batches of
MADOGUCHI_MAIL_BATCH, as the reader of a mailbox takes what it finds and the mail door what arrived meanwhile.

`python -m bench.mail [--mails 200] [--profile] [--json]` on SQLite in a folder of its own, or on the database of
DATABASE_URL
(which must be empty). The mix: plain, HTML, a file of 20 kB, iso-2022-jp, gb18030, euc-kr, and 20 replies.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import os
import pstats
import random
import sys
import tempfile
import time
from collections.abc import Callable
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

RUNS = 3
REPLIES = 20
TEXTS = {
    "utf-8": "Hello,\n\nI sent 0.5 ETH to my account two hours ago and it is not there. The transaction has 40 "
    "confirmations. Could you look where it is?\n\nKind regards\n{name}\n",
    "iso-2022-jp": "お世話になっております。\n\n昨日ビットコインを入金しましたが、まだ残高に反映されていません。\n"
    "確認をお願いいたします。\n\n{name}\n",
    "gb18030": "您好，\n\n我昨天充值的USDT还没有到账，请帮我查一下。订单号在附件里。谢谢！\n\n{name}\n",
    "euc-kr": "안녕하세요.\n\n어제 입금한 코인이 아직 반영되지 않았습니다. 확인 부탁드립니다.\n\n{name}\n",
}


def mixed(count: int, *, run: int) -> list[bytes]:
    """The mails of one run; the last REPLIES answer the first ones."""
    dice = random.Random(run)
    mails: list[bytes] = []
    ids: list[tuple[str, str]] = []
    kinds = ("plain", "html", "file", "iso-2022-jp", "gb18030", "euc-kr")
    for number in range(count):
        reply = ids[number - (count - REPLIES)] if number >= count - REPLIES else None
        sender = reply[1] if reply else f"customer{run}x{number}@kunde.example"
        message = _mail(kinds[number % len(kinds)], number, sender, dice)
        message["Message-ID"] = f"<{run}.{number}@kunde.example>"
        if reply:
            message["In-Reply-To"] = message["References"] = f"<{reply[0]}>"
        ids.append((f"{run}.{number}@kunde.example", sender))
        mails.append(message.as_bytes())
    return mails


def _mail(kind: str, number: int, sender: str, dice: random.Random) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = f"Customer {number} <{sender}>", "support@hoshi.example"
    message["Subject"] = f"Deposit {number} {dice.randrange(10**9)}"
    message["Date"] = "Sun, 22 Nov 2026 12:00:00 +0000"
    charset = kind if kind in TEXTS else "utf-8"
    text = TEXTS[charset].format(name=f"Customer {number}")
    if number % 10 == 0:
        text += "\n\nOn Sun, 22 Nov 2026, Support wrote:\n> How can we help?\n> Best\n"
    message.set_content(text, charset=charset)
    if kind == "html":
        paragraphs = "".join(f"<p>{line}</p>" for line in text.splitlines())
        message.add_alternative(f"<html><body><div>{paragraphs}</div></body></html>", subtype="html")
    if kind == "file":
        message.add_attachment(dice.randbytes(20_000), "application", "pdf", filename=f"proof-{number}.pdf")
    return message


def measure(
    mails: list[bytes], take: Callable[[list[bytes]], object], *, size: int = 1
) -> tuple[float, float]:
    """(mails per second, CPU milliseconds per mail), `size` mails at a time."""
    began, cpu = time.perf_counter(), time.process_time()
    for start in range(0, len(mails), size):
        take(mails[start : start + size])
    spent, used = time.perf_counter() - began, time.process_time() - cpu
    return len(mails) / spent, used / len(mails) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mails", type=int, default=200)
    parser.add_argument("--profile", action="store_true", help="show where the time goes")
    parser.add_argument("--json", action="store_true", help="one line")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="madoguchi-bench-") as home:
        os.environ.setdefault("MADOGUCHI_HOME", home)
        os.environ["MADOGUCHI_SQLITE_SYNCHRONOUS"] = "FULL"
        os.environ["DJANGO_SETTINGS_MODULE"] = "madoguchi.site.settings"
        figures = _run(options.mails, profile=options.profile)
        json.dump({"name": "mail", **figures}, sys.stdout, indent=None if options.json else 2)
        print()


def _run(count: int, *, profile: bool) -> dict[str, object]:
    import madoguchi.core.sqlite  # noqa: F401, I001 - before anything imports sqlite3
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from madoguchi.channel_kit.actions import take_in_many
    from madoguchi.channel_kit.contract import Payload
    from madoguchi.inbox.models import Conversation, Message
    from tests.cast import make_cast

    call_command("migrate", verbosity=0)
    inbox = make_cast().mail
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_plain (id integer, subject text, sender text, body text)")

    def plain(mails: list[bytes]) -> None:
        (raw,) = mails
        mail = message_from_bytes(raw, policy=default)
        body = mail.get_body(("plain", "html"))
        files = [part.get_content() for part in mail.iter_attachments()]
        row = [len(files), str(mail["Subject"]), str(mail["From"]), body.get_content() if body else ""]
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO bench_plain VALUES (%s, %s, %s, %s)", row)

    def whole(mails: list[bytes]) -> None:
        for row in take_in_many([Payload("email", inbox.id, raw) for raw in mails]):
            assert row.state == "done", row.problem

    ways = {"reference": (plain, 1), "one_by_one": (whole, 1), "batches": (whole, settings.MAIL_BATCH)}
    for number, (take, size) in enumerate(ways.values()):
        measure(mixed(60, run=1000 + number), take, size=size)
    before = (Conversation.objects.count(), Message.objects.count())
    figures: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    profilers = {name: cProfile.Profile(time.thread_time) for name in ways}
    for run in range(RUNS):
        for number, (name, (take, size)) in enumerate(ways.items()):
            mails = mixed(count, run=10 * run + number)
            if profile:
                profilers[name].enable()
            figures[name].append(measure(mails, take, size=size))
            profilers[name].disable()
    for name in ways if profile else ():
        print(f"=== {name}, CPU ===", file=sys.stderr)
        pstats.Stats(profilers[name], stream=sys.stderr).sort_stats("tottime").print_stats(45)
        pstats.Stats(profilers[name], stream=sys.stderr).sort_stats("cumtime").print_stats(70)
    opened = Conversation.objects.count() - before[0]
    assert opened == 2 * RUNS * (count - REPLIES), opened
    assert Message.objects.count() - before[1] == 2 * RUNS * count
    best = {name: (max(r for r, _ in found), min(c for _, c in found)) for name, found in figures.items()}
    bare = best["reference"][1]
    return {
        "database": connection.vendor,
        "mails": count,
        "batch": settings.MAIL_BATCH,
        **{
            name: {
                "mails_per_second": round(rate, 1),
                "cpu_ms_per_mail": round(cpu, 2),
                "cpu_ratio": round(cpu / bare, 1),
            }
            for name, (rate, cpu) in best.items()
        },
        "new_conversations_per_run": opened // RUNS // 2,
        "load": round(os.getloadavg()[0], 1),
    }


if __name__ == "__main__":
    main()
