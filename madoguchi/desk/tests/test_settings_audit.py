"""Lena reads the audit log, which stands in it; Ada and Mallory see nothing of it."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client

from madoguchi.audit.actions import inspect, record
from madoguchi.audit.linking import link_waiting
from madoguchi.audit.models import Entry
from madoguchi.audit.verifying.file import verify_lines
from madoguchi.desk.settings.acts import ACTS
from madoguchi.desk.tests.conftest import SignIn
from madoguchi.people.contract import Permission
from madoguchi.people.models import Role
from madoguchi.people.queries import staff_of_user
from madoguchi.people.roles import ensure_roles
from tests.cast import Cast

PAGE = "/desk/settings/audit"
EXPORT = f"{PAGE}/export"


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path


@pytest.fixture
def lena(cast: Cast, sign_in: SignIn) -> Client:
    """Ada opened Kim's conversation; Lena looks who did."""
    told = cast.says("kim@mail.example", "Where is my deposit?")
    assert sign_in(cast.ada).get(f"/desk/all/{told.reference}").status_code == 200
    record(actor="system", action="job.replay", subject="job:7", data={"name": "<script>alert(1)</script>"})
    link_waiting()
    return sign_in(cast.lena)


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_who_opened_it(cast: Cast, lena: Client) -> None:
    shown = text(lena.get(PAGE))
    assert "Ada" in shown
    assert "Opened a conversation" in shown
    assert "<script>alert(1)" not in shown
    assert "&lt;script&gt;" in shown
    assert "The chain is whole" in shown
    entry = Entry.objects.latest("id")
    assert (entry.actor, entry.action, entry.data) == (f"agent:{cast.lena.agent_id}", "audit.read", {})
    assert "Read the audit log" in text(lena.get(PAGE)), "the second look shows the first"


def test_only_what_was_asked_for(cast: Cast, lena: Client) -> None:
    ada = f"agent:{cast.ada.agent_id}"
    shown = text(lena.get(PAGE, {"actor": ada, "action": "conversation.open"}))
    rows = shown[shown.index("<tbody>") : shown.index("</tbody>")]
    assert rows.count("<tr>") == Entry.objects.filter(actor=ada, action="conversation.open").count() > 0
    assert "job:7" not in rows
    assert Entry.objects.latest("id").data == {"actor": ada, "action": "conversation.open"}
    assert "No entry fits" in text(lena.get(PAGE, {"subject": "conversation:none"}))
    assert "job:7" in text(lena.get(PAGE, {"since": "2020-01-01", "subject": "job:7"}))
    assert "No entry fits" in text(lena.get(PAGE, {"until": "2020-01-01"}))
    assert lena.get(PAGE, {"since": "soon"}).status_code == 422
    assert lena.get(PAGE, {"before": "9" * 40}).status_code == 200


def test_page_by_page(lena: Client) -> None:
    for number in range(120):
        record(actor="system", action="many", subject=f"number:{number}")
    seen: list[str] = []
    address = "?action=many"
    while address:
        shown = text(lena.get(PAGE + address))
        seen += re.findall(r'<bdi dir="ltr">number:(\d+)', shown)
        older = re.search(r'rel="next" href="([^"]+)"', shown)
        address = older[1].replace("&amp;", "&") if older else ""
    assert seen == [str(number) for number in reversed(range(120))]


def test_who_may_not_sees_nothing(cast: Cast, lena: Client, sign_in: SignIn) -> None:
    before = Entry.objects.count()
    for staff in (cast.ada, cast.otto):
        browser = sign_in(staff)
        assert browser.get(PAGE).status_code == 403
        assert browser.post(EXPORT, {"format": "lines"}).status_code == 403
        assert PAGE not in text(browser.get("/desk/all"))
    assert Client().get(PAGE).status_code == 302
    assert Client().post(EXPORT).status_code == 302
    assert lena.get(EXPORT).status_code == 405
    assert Entry.objects.filter(action__startswith="audit.").count() == 0
    assert Entry.objects.count() == before


def test_an_auditor_with_no_other_right(cast: Cast, sign_in: SignIn) -> None:
    Role.objects.filter(key="agent").update(permissions=[Permission.AUDIT_READ])
    browser = sign_in(cast.otto)
    assert browser.get("/desk/settings/").headers["Location"] == PAGE
    assert browser.get(PAGE).status_code == 200
    assert browser.get("/desk/settings/roles").status_code == 403


def test_administrators_get_the_right_with_the_new_version(cast: Cast) -> None:
    ensure_roles()
    ensure_roles()
    assert Permission.AUDIT_READ in Role.objects.get(key="admin").permissions
    assert Permission.AUDIT_READ not in Role.objects.get(key="agent").permissions
    assert staff_of_user(0) is None


def test_an_export_that_can_be_verified(cast: Cast, lena: Client, settings: Any) -> None:
    answer = lena.post(EXPORT, {"format": "lines"})
    lines = io.BytesIO(b"".join(answer.streaming_content)).readlines()
    assert re.search(r'filename="audit-\d+-\d+\.jsonl"', answer["Content-Disposition"])
    verdict = verify_lines(lines)
    assert (verdict.found, verdict.excerpt) == (0, False)
    entry = Entry.objects.latest("id")
    assert (entry.action, entry.data) == ("audit.export", {"format": "jsonl"})
    part = lena.post(EXPORT, {"format": "lines", "subject": "job:7"})
    assert json.loads(next(iter(part.streaming_content)))["excerpt"] is True
    settings.RATE_AUDIT_EXPORT = "2/1h"
    refused = lena.post(EXPORT, {"format": "lines"}, follow=True)
    assert "exported the log several times" in text(refused)


def test_a_table_for_reading(lena: Client, settings: Any) -> None:
    record(actor="=HYPERLINK(1)", action="odd", subject="@x")
    answer = b"".join(lena.post(EXPORT, {"format": "table"}).streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(answer)))
    assert rows[1]["actor"] == "'=HYPERLINK(1)"
    assert rows[1]["subject"] == "'@x"
    assert {"Ada", "The system"} <= {row["name"] for row in rows}
    settings.AUDIT_EXPORT_ENTRIES = 2
    assert "choose fewer days" in text(lena.post(EXPORT, {"format": "table"}, follow=True))


def test_what_is_wrong_is_said(lena: Client) -> None:
    Entry.objects.create(at="2020-01-01T00:00:00Z", actor="system", action="odd", subject="x")
    link_waiting()
    assert inspect().found == 1
    shown = text(lena.get(PAGE))
    assert "Something is wrong with the log" in shown
    assert "it was put in afterwards" in shown
    assert "The chain is whole" not in shown


def test_every_act_has_words() -> None:
    """An act that the code notes, and that this page could only show as a code."""
    source = Path(django_settings.BASE) / "madoguchi"
    code = [path.read_text() for path in source.rglob("*.py") if "/tests/" not in str(path)]
    named = re.compile(r"""action="([a-z-]+\.[a-z_-]+)"|_note\(staff, [^)]*?"([a-z-]+\.[a-z-]+)\"""")
    noted = {one or other for text in code for one, other in named.findall(text)}
    assert len(noted) > 30
    assert {act for act in noted if not act.startswith("wagtail.")} <= set(ACTS)
