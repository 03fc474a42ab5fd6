"""The desk's socket through a real server: who hears what, and who stops hearing."""

from __future__ import annotations

import json
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from websockets.sync.client import ClientConnection, connect

from madoguchi.inbox import actions as inbox
from madoguchi.people.contract import Staff
from madoguchi.people.models import Agent
from madoguchi.site.doors import build_doors
from madoguchi.site.server import Server, listening_socket, server_config
from tests import patience
from tests.cast import Cast, make_cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


@pytest.fixture
def port(cast: Cast) -> Iterator[int]:
    listener = listening_socket("127.0.0.1", 0)
    number = listener.getsockname()[1]
    server = Server(server_config(build_doors(embedded=False), host="127.0.0.1", port=number))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    yield number
    server.should_exit = True
    thread.join(patience.SECONDS)
    assert not thread.is_alive()


@pytest.fixture
def at_the_desk(cast: Cast, port: int):
    @contextmanager
    def at_the_desk(staff: Staff, lang: str = "en") -> Iterator[ClientConnection]:
        browser = Client()
        browser.force_login(Agent.objects.get(id=staff.agent_id).user)
        cookie = f"{settings.SESSION_COOKIE_NAME}={browser.cookies[settings.SESSION_COOKIE_NAME].value}"
        page = f"http://127.0.0.1:{port}"
        with connect(
            f"ws://127.0.0.1:{port}/live", origin=page, additional_headers={"Cookie": cookie}
        ) as socket:
            say(socket, t="hello", lang=lang)
            assert hear(socket, "welcome")
            yield socket

    return at_the_desk


def say(socket: ClientConnection, **frame: Any) -> None:
    socket.send(json.dumps(frame))


def hear(socket: ClientConnection, kind: str) -> dict[str, Any]:
    """The next frame of this kind; others are passed over."""
    while (frame := json.loads(socket.recv(timeout=patience.SECONDS)))["t"] != kind:
        pass
    return frame


def heard_nothing(socket: ClientConnection) -> list[dict[str, Any]]:
    """Everything that had been sent before the answer to a ping."""
    say(socket, t="ping")
    frames = []
    while (frame := json.loads(socket.recv(timeout=patience.SECONDS)))["t"] != "pong":
        frames.append(frame)
    return frames


def test_a_watcher_hears_each_change_and_otto_gets_the_same_answer_as_for_nothing(cast, at_the_desk) -> None:
    told = cast.says("kim@mail.example", "Hello", door=cast.mail, subject="Withdrawal")
    with at_the_desk(cast.ada) as ada, at_the_desk(cast.otto) as otto:
        for socket in (ada, otto):
            say(socket, t="list")
            say(socket, t="watch", c=told.reference, v=0)
        say(otto, t="watch", c="AAAAA-AAAAA", v=0)
        assert [hear(otto, "gone")["c"], hear(otto, "gone")["c"]] == [told.reference, "AAAAA-AAAAA"]
        sync = hear(ada, "sync")
        assert f'id="m-{told.message_id}"' in sync["html"]
        assert 'id="head"' in sync["conversation"]
        more = cast.says(
            "kim@mail.example", "More <b>words</b>", door=cast.mail, conversation_id=told.conversation_id
        )
        change = hear(ada, "change")
        assert (change["since"], change["v"]) == (told.version, more.version)
        assert "More &lt;b&gt;words&lt;/b&gt;" in change["html"]
        assert f'id="r-{told.reference}"' in hear(ada, "row")["html"]
        say(otto, t="older", c=told.reference, p=99)
        say(otto, t="read", c=told.reference, v=99)
        say(otto, t="typing", c=told.reference, on=True)
        assert heard_nothing(otto) == []
        assert [frame["t"] for frame in heard_nothing(ada) if frame["t"] == "typing"] == []


def test_each_reads_in_his_own_language_and_an_unknown_one_is_ours(cast, at_the_desk) -> None:
    told = cast.says("kim@mail.example", "Hello", door=cast.mail)
    with at_the_desk(cast.ada, "ja-JP") as ada, at_the_desk(cast.lena, "xx") as lena:
        for socket in (ada, lena):
            say(socket, t="watch", c=told.reference, v=0)
            assert hear(socket, "sync")["v"] == told.version
        inbox.set_status(staff=cast.ada, reference=told.reference, status="resolved")
        assert 'data-status="resolved"' in hear(ada, "change")["conversation"]
        assert "Resolved" in hear(lena, "change")["conversation"]


def test_who_loses_sight_of_a_conversation_stops_hearing_of_it(cast, at_the_desk) -> None:
    told = cast.says("kim@mail.example", "Hello", door=cast.mail)
    with at_the_desk(cast.ada) as ada, at_the_desk(cast.lena) as lena:
        for socket in (ada, lena):
            say(socket, t="watch", c=told.reference, v=told.version)
            hear(socket, "sync")
        inbox.set_team(staff=cast.lena, reference=told.reference, team_id=cast.security.id)
        assert hear(ada, "gone")["c"] == told.reference
        cast.says(
            "kim@mail.example", "For security only", door=cast.mail, conversation_id=told.conversation_id
        )
        hear(lena, "change")
        assert "For security only" in hear(lena, "change")["html"]
        assert [frame for frame in heard_nothing(ada) if "security only" in json.dumps(frame)] == []


def test_who_is_looking_and_who_is_writing(cast, at_the_desk) -> None:
    told = cast.says("kim@mail.example", "Hello", door=cast.mail)
    with at_the_desk(cast.lena) as lena:
        say(lena, t="watch", c=told.reference, v=told.version)
        hear(lena, "sync")
        with at_the_desk(cast.ada) as ada:
            say(ada, t="watch", c=told.reference, v=told.version)
            hear(ada, "sync")
            while "Ada" not in hear(lena, "present")["html"]:
                pass
            say(ada, t="typing", c=told.reference, on=True)
            typing = hear(lena, "typing")
            assert (typing["who"], typing["on"], typing["id"]) == ("Ada", True, str(told.conversation_id))
            assert [frame for frame in heard_nothing(ada) if frame["t"] == "typing"] == []
        while "Ada" in hear(lena, "present")["html"]:
            pass


def test_nobody_without_a_session_is_let_in(port: int, cast: Cast) -> None:
    with connect(f"ws://127.0.0.1:{port}/live") as socket:
        say(socket, t="hello", lang="en")
        with pytest.raises(Exception, match="4401"):
            socket.recv(timeout=patience.SECONDS)


def test_a_list_learns_that_a_conversation_was_handed_over_and_nothing_else(cast, at_the_desk) -> None:
    told = cast.says("kim@mail.example", "Hello", door=cast.mail)
    with at_the_desk(cast.ada, "ja") as ada, at_the_desk(cast.otto) as otto, at_the_desk(cast.lena) as lena:
        for socket in (ada, otto, lena):
            say(socket, t="list")
            heard_nothing(socket)
        inbox.set_team(staff=cast.lena, reference=told.reference, team_id=cast.payments.id)  # still Ada's
        assert hear(ada, "row")["c"] == told.reference
        inbox.set_team(staff=cast.lena, reference=told.reference, team_id=cast.security.id)
        left = hear(ada, "left")
        assert (left["c"], set(left)) == (told.reference, {"t", "c", "v"})
        assert hear(otto, "row")["c"] == told.reference
        cast.says("kim@mail.example", "For security", door=cast.mail, conversation_id=told.conversation_id)
        while "For security" not in hear(otto, "row")["html"]:
            pass
        assert heard_nothing(ada) == []
        assert [frame for frame in heard_nothing(lena) if frame["t"] == "left"] == []


def test_who_was_only_assigned_loses_it_with_the_assignment(cast, at_the_desk) -> None:
    told = cast.says("kim@mail.example", "Hello", door=cast.mail)
    inbox.assign(staff=cast.ada, reference=told.reference, agent_id=cast.otto.agent_id)
    with at_the_desk(cast.otto) as otto:
        say(otto, t="list")
        say(otto, t="watch", c=told.reference, v=told.version)
        hear(otto, "sync")
        inbox.assign(staff=cast.ada, reference=told.reference, agent_id=cast.ada.agent_id)
        assert hear(otto, "left")["c"] == told.reference
        inbox.note(staff=cast.ada, reference=told.reference, text="Between us", client_id=str(uuid.uuid4()))
        assert [frame for frame in heard_nothing(otto) if "Between us" in json.dumps(frame)] == []
