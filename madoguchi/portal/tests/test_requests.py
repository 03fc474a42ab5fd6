"""Customers read and continue their own requests, and nobody else's."""

from __future__ import annotations

import io
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from madoguchi.inbox import actions as inbox
from madoguchi.inbox.contract import InboundFile
from madoguchi.inbox.models import Conversation, Delivery, Message
from madoguchi.people.actions import customer_of_user
from madoguchi.people.models import Proof, User
from tests.cast import Cast


@pytest.fixture(autouse=True)
def _calm(settings: Any, tmp_path: Path) -> None:
    cache.clear()
    backend = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = settings.STORAGES | {"default": backend}


def _signed_in(email: str) -> Client:
    user = User.objects.create_user(email, None, name=email.partition("@")[0].title())
    customer_of_user(user=user)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def yuki(cast: Cast) -> Client:
    return _signed_in("yuki@example.jp")


@pytest.fixture
def asked(cast: Cast, yuki: Client) -> str:
    return cast.says(
        "yuki@example.jp", "出金が保留です", door=cast.form, proof=Proof.CLAIMED, subject="出金"
    ).reference


def _sent(message: Message) -> None:
    """As the delivery job leaves it."""
    inbox.delivered(delivery_id=Delivery.objects.get(message=message).id)


def test_yuki_sees_the_answer_and_what_comes_next(cast: Cast, yuki: Client, asked: str) -> None:
    assert "Received" in yuki.get("/requests").content.decode()
    _sent(cast.answers(cast.ada, asked, "本日15時までにご連絡します。"))
    row = yuki.get("/requests").content.decode()
    assert "1 new answer" in row
    thread = yuki.get(f"/requests/{asked}").content.decode()
    assert "本日15時までに" in thread
    assert "Ada" in thread
    assert "1 new answer" not in yuki.get("/requests").content.decode()


def test_what_is_not_meant_for_him_is_not_there(cast: Cast, yuki: Client, asked: str) -> None:
    inbox.note(staff=cast.ada, reference=asked, text="suspicious address", client_id="n1")
    held = cast.answers(cast.ada, asked, "Draft of an answer")
    for page in ("/requests", f"/requests/{asked}"):
        html = yuki.get(page).content.decode()
        assert "suspicious" not in html
        assert "Draft of an answer" not in html
        assert "Front desk" not in html
    inbox.undo_reply(staff=cast.ada, message_id=held.id)
    assert "Draft of an answer" not in yuki.get("/requests").content.decode()


def test_yuki_answers_with_a_file_once_however_often_he_presses(cast: Cast, yuki: Client, asked: str) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (9, 9)).save(picture, "PNG")
    answer = {"text": "画面です", "client_id": str(uuid.uuid4())}
    for _ in range(2):
        file = SimpleUploadedFile("画面.png", picture.getvalue(), "image/png")
        yuki.post(f"/requests/{asked}/reply", answer | {"attachments": [file]})
    said = Message.objects.filter(kind="customer").order_by("position")
    assert [m.text for m in said] == ["出金が保留です", "画面です"]
    assert said[1].attachments.count() == 1
    assert Conversation.objects.get().status == "new"


def test_solved_and_not_solved_after_all(cast: Cast, yuki: Client, asked: str) -> None:
    yuki.post(f"/requests/{asked}/close")
    assert Conversation.objects.get().status == "resolved"
    assert "You marked it as solved" in yuki.get(f"/requests/{asked}").content.decode()
    yuki.post(f"/requests/{asked}/reopen")
    assert Conversation.objects.get().status == "open"
    yuki.post(f"/requests/{asked}/close")
    yuki.post(f"/requests/{asked}/reply", {"text": "まだです", "client_id": str(uuid.uuid4())})
    assert Conversation.objects.get().status == "open"


def test_what_is_closed_for_good_shows_the_way_on(cast: Cast, yuki: Client, asked: str) -> None:
    inbox.set_status(staff=cast.ada, reference=asked, status="closed")
    page = yuki.get(f"/requests/{asked}").content.decode()
    assert "This request is closed" in page
    assert 'action="/requests' not in page
    answer = yuki.post(f"/requests/{asked}/reply", {"text": "x", "client_id": str(uuid.uuid4())}, follow=True)
    assert "closed" in answer.content.decode()
    assert Message.objects.filter(kind="customer").count() == 1


def test_a_secret_is_removed_and_he_is_told(cast: Cast, yuki: Client, asked: str) -> None:
    seed = "legal winner thank year wave sausage worth useful legal winner thank yellow"
    page = yuki.post(f"/requests/{asked}/reply", {"text": seed, "client_id": str(uuid.uuid4())}, follow=True)
    assert "We removed a secret" in page.content.decode()
    assert "sausage" not in page.content.decode()


def test_an_address_that_was_typed_by_somebody_else_never_opens_a_thread(cast: Cast, asked: str) -> None:
    """Mallory writes in Yuki's name: Yuki may see it, Mallory sees nothing of Yuki's."""
    visitor = Client()
    assert visitor.get(f"/requests/{asked}").status_code == 302
    assert "/sign-in" in visitor.get(f"/requests/{asked}")["Location"]


@pytest.fixture
def with_files(cast: Cast, asked: str) -> dict[str, str]:
    """A file of Yuki's, one of an agent's note."""
    text = InboundFile("list.txt", "text/plain", b"my deposits")
    cast.says(
        "yuki@example.jp",
        "list",
        door=cast.form,
        files=(text,),
        conversation_id=Conversation.objects.get().id,
    )
    from madoguchi.files.actions import store

    secret = store(
        name="note.txt", content=b"internal", content_type="", uploader=f"agent:{cast.ada.agent_id}"
    )
    inbox.note(staff=cast.ada, reference=asked, text="see file", client_id="n", files=[secret])
    mine = Message.objects.get(text="list").attachments.get().file_id
    return {"mine": f"/files/{mine}", "internal": f"/files/{secret}"}


def test_who_may_read_which_conversation_and_file(
    cast: Cast, yuki: Client, asked: str, with_files: dict[str, str]
) -> None:
    mallory = _signed_in("mallory@evil.example")
    visitor = Client()
    agent = Client()
    agent.force_login(User.objects.get(email="ada@hoshi.example"))
    allowed = {"yuki": yuki, "mallory": mallory, "visitor": visitor, "agent": agent}
    thread = f"/requests/{asked}"
    matrix = {
        (who, page): client.get(page).status_code
        for who, client in allowed.items()
        for page in (thread, with_files["mine"], with_files["internal"])
    }
    assert {key for key, status in matrix.items() if status == 200} == {
        ("yuki", thread),
        ("yuki", with_files["mine"]),
    }
    assert matrix[("mallory", thread)] == matrix[("mallory", with_files["mine"])] == 404
    for act in ("reply", "close", "reopen"):
        values = {"text": "let me in", "client_id": str(uuid.uuid4())}
        assert mallory.post(f"{thread}/{act}", values).status_code == 404
        assert visitor.post(f"{thread}/{act}", values).status_code == 302
    assert not Message.objects.filter(text="let me in").exists()
    assert Conversation.objects.get().status == "new"


def test_a_file_comes_as_a_download_and_is_kept_by_nobody_else(
    yuki: Client, with_files: dict[str, str]
) -> None:
    file = yuki.get(with_files["mine"])
    assert b"".join(file.streaming_content) == b"my deposits"  # type: ignore[attr-defined]
    assert file["Content-Disposition"].startswith("attachment")
    assert "private" in file["Cache-Control"]


def test_the_profile_is_kept_and_speaks_his_language(yuki: Client) -> None:
    values = {"name": "Yuki T", "language": "ja", "time_zone": "Asia/Tokyo", "receipts": ""}
    page = yuki.post("/profile", values, follow=True)
    assert 'lang="ja"' in page.content.decode()
    assert 'data-zone="Asia/Tokyo"' in page.content.decode()
    assert yuki.post("/profile", values | {"time_zone": "Mars/Base"}).status_code == 422
    assert yuki.post("/profile", values | {"language": "xx"}).status_code == 422


def test_the_list_goes_on_behind_the_first_page(cast: Cast, yuki: Client) -> None:
    for number in range(23):
        cast.says("yuki@example.jp", f"question {number}", door=cast.form)
    first = yuki.get("/requests").content.decode()
    assert first.count('class="row"') == 20
    after = first.split("?after=")[1].split('"')[0]
    assert yuki.get("/requests", {"after": after}).content.decode().count('class="row"') == 3


def test_search_leads_to_a_person_or_to_the_request(cast: Cast, yuki: Client, asked: str) -> None:
    found = yuki.get("/", {"q": "where is my money?"})
    assert found["Location"] == "/help/en/search?q=where+is+my+money%3F"
    page = yuki.get(found["Location"]).content.decode()
    assert "/contact?subject=where%20is%20my%20money%3F" in page
    assert yuki.get("/", {"q": asked.lower()})["Location"] == f"/requests/{asked}"
