"""Otto answers for another team: whatever he tries, a conversation of the front desk does not exist for him."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client

from madoguchi.audit.models import Entry as AuditEntry
from madoguchi.files.actions import store
from madoguchi.inbox.contract import InboundFile
from madoguchi.inbox.models import Attachment, Conversation, Message
from madoguchi.people.models import User
from tests.cast import PASSWORD, Cast

PAGES = (
    "/desk/all/{c}",
    "/desk/search/{c}",
    "/desk/c/{c}/preview",
    "/desk/c/{c}/older?before=9",
    "/desk/c/{c}/customer",
    "/desk/c/{c}/canned",
)
DEEDS = ("status", "assign", "team", "priority", "subject", "tags", "draft", "customer/notes")


@pytest.fixture
def told(cast: Cast):
    """Kim's mail to the front desk, with a file and formatting."""
    return cast.says(
        "kim@mail.example",
        "My withdrawal is pending.",
        door=cast.mail,
        subject="Withdrawal",
        html="<p>My <b>withdrawal</b></p>",
        files=(InboundFile("log.txt", "text/plain", b"hello"),),
    )


@pytest.mark.parametrize("page", PAGES)
def test_the_matrix_of_pages(cast: Cast, sign_in, told, page: str) -> None:
    path = page.format(c=told.reference)
    assert sign_in(cast.ada).get(path).status_code == 200
    assert sign_in(cast.lena).get(path).status_code == 200
    assert sign_in(cast.otto).get(path).status_code == 404
    signed_out = Client().get(path)
    assert signed_out.status_code == 302
    assert signed_out["Location"].startswith("/accounts/login/?next=")


@pytest.mark.parametrize("deed", DEEDS)
def test_otto_changes_nothing(cast: Cast, sign_in, told, deed: str) -> None:
    before = Conversation.objects.get(id=told.conversation_id).version
    fields = {
        "status": "spam",
        "agent": "me",
        "team": "",
        "priority": "1",
        "subject": "x",
        "tags": "x",
        "kind": "note",
        "text": "x",
        "notes": "x",
    }
    assert sign_in(cast.otto).post(f"/desk/c/{told.reference}/{deed}", fields).status_code == 404
    assert Conversation.objects.get(id=told.conversation_id).version == before


@pytest.mark.parametrize("deed", ["reply", "note"])
def test_otto_says_nothing(cast: Cast, sign_in, told, deed: str) -> None:
    answer = sign_in(cast.otto).post(
        f"/desk/c/{told.reference}/{deed}", {"id": str(uuid.uuid4()), "text": "hello"}
    )
    assert answer.status_code == 404
    assert not Message.objects.filter(kind__in=["agent", "note"]).exists()


def test_files_and_formatted_messages(cast: Cast, sign_in, told) -> None:
    file_id = Attachment.objects.get().file_id
    html = f"/desk/c/{told.reference}/m/{told.message_id}/html"
    for path in (f"/desk/files/{file_id}", html):
        assert sign_in(cast.ada).get(path).status_code == 200
        assert sign_in(cast.otto).get(path).status_code == 404
        assert Client().get(path).status_code == 302


def test_a_file_of_another_agent_that_hangs_on_nothing(cast: Cast, sign_in) -> None:
    mine = store(name="a.txt", content=b"a", content_type="text/plain", uploader=f"agent:{cast.ada.agent_id}")
    assert sign_in(cast.ada).get(f"/desk/files/{mine}").status_code == 200
    assert sign_in(cast.lena).get(f"/desk/files/{mine}").status_code == 404


def test_lists_and_search_show_only_ones_own(cast: Cast, sign_in, told) -> None:
    for path in (
        "/desk/all",
        "/desk/unassigned",
        f"/desk/search?q={told.reference}",
        "/desk/search?q=kim@mail.example",
    ):
        assert told.reference in sign_in(cast.ada).get(path).content.decode()
    for path in ("/desk/all", "/desk/unassigned", "/desk/team", "/desk/all?fresh=1"):
        assert told.reference not in sign_in(cast.otto).get(path).content.decode()
    found = sign_in(cast.otto).get(f"/desk/search?q={told.reference}").content.decode()
    assert f'id="r-{told.reference}"' not in found


def test_the_customers_other_conversations_are_only_those_one_may_see(cast: Cast, sign_in, told) -> None:
    other = cast.says("kim@mail.example", "My account was stolen.", door=cast.form, subject="Stolen account")
    Conversation.objects.filter(id=other.conversation_id).update(team=cast.security)
    panel = sign_in(cast.ada).get(f"/desk/c/{told.reference}/customer").content.decode()
    assert other.reference not in panel
    assert other.reference in sign_in(cast.lena).get(f"/desk/c/{told.reference}/customer").content.decode()


def test_a_customer_who_is_signed_in_is_no_agent(cast: Cast, told) -> None:
    user = User.objects.create_user("kim@mail.example", PASSWORD)
    browser = Client()
    browser.force_login(user)
    assert browser.get("/desk/").status_code == 403
    assert browser.get(f"/desk/all/{told.reference}").status_code == 403


def test_opening_is_noted_and_counts_as_read(cast: Cast, sign_in, told) -> None:
    ada = sign_in(cast.ada)
    assert 'data-unread="1"' in ada.get("/desk/all").content.decode()
    ada.get(f"/desk/all/{told.reference}")
    assert 'data-unread="1"' not in ada.get("/desk/all").content.decode()
    subject = f"conversation:{told.conversation_id}"
    noted = AuditEntry.objects.get(action="conversation.open", subject=subject)
    assert noted.actor == f"agent:{cast.ada.agent_id}"
    sign_in(cast.otto).get(f"/desk/all/{told.reference}")
    assert AuditEntry.objects.filter(action="conversation.open").count() == 1


def test_a_look_from_the_list_is_noted_and_leaves_it_unread(cast: Cast, sign_in, told) -> None:
    ada = sign_in(cast.ada)
    look = ada.get(f"/desk/c/{told.reference}/preview").content.decode()
    assert "My withdrawal is pending." in look
    assert not any(piece in look for piece in ("<a ", "<button", "tabindex"))
    assert 'data-unread="1"' in ada.get("/desk/all").content.decode()
    sign_in(cast.otto).get(f"/desk/c/{told.reference}/preview")
    noted = AuditEntry.objects.get(subject=f"conversation:{told.conversation_id}")
    assert (noted.actor, noted.action) == (f"agent:{cast.ada.agent_id}", "conversation.preview")


def test_what_got_stuck_is_for_those_who_may_replay(cast: Cast, sign_in) -> None:
    assert sign_in(cast.ada).get("/desk/health").status_code == 403
    assert sign_in(cast.lena).get("/desk/health").status_code == 200
    assert sign_in(cast.ada).post("/desk/health/jobs/1", {"decision": "discard"}).status_code == 403
