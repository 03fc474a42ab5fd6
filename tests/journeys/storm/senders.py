"""People who write while the server dies under them. Each keeps what was not acknowledged and sends it again."""

from __future__ import annotations

import asyncio
import json
import re
import smtplib
import uuid
from dataclasses import dataclass, field
from email.message import EmailMessage

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from tests.site_server import Site

AGAIN_SECONDS = 0.1
PATIENCE_SECONDS = 10
AWAY = (OSError, TimeoutError, WebSocketException, httpx.HTTPError, smtplib.SMTPException, EOFError)
ONCE = re.compile(r'name="once"[^>]*value="([^"]+)"')
CSRF = re.compile(r'name="csrfmiddlewaretoken"[^>]*value="([^"]+)"')


@dataclass
class Sender:
    """`texts` in the order in which they are sent; `acknowledged` those the server said it has."""

    site: Site
    name: str
    count: int
    channel: str = ""
    acknowledged: list[str] = field(default_factory=list)
    repeats: int = 0

    @property
    def texts(self) -> list[str]:
        return [f"storm {self.channel} {self.name} number {number}" for number in range(self.count)]

    async def again(self) -> None:
        self.repeats += 1
        await asyncio.sleep(AGAIN_SECONDS)


@dataclass
class Chatter(Sender):
    """A visitor with the widget: one socket, an outbox, and a screen that is caught up after each break."""

    channel: str = "chat"
    reference: str = ""
    version: int = 0
    screen: dict[str, tuple[int, str]] = field(default_factory=dict)
    token: str = ""

    async def run(self) -> None:
        waiting = [(str(uuid.uuid4()), text) for text in self.texts]
        while waiting or len(self.screen) < self.count:
            try:
                await self._session()
                url = self.site.url.replace("http", "ws") + "/live"
                async with connect(url, open_timeout=PATIENCE_SECONDS) as socket:
                    await self._converse(socket, waiting)
            except AWAY:
                await self.again()

    async def _session(self) -> None:
        if self.token:
            return
        async with httpx.AsyncClient(timeout=PATIENCE_SECONDS) as client:
            answer = await client.post(
                self.site.url + "/chat/session", json={"inbox": "hoshi-demo", "lang": "en"}
            )
            answer.raise_for_status()
            self.token = answer.json()["token"]

    async def _converse(self, socket: ClientConnection, waiting: list[tuple[str, str]]) -> None:
        await socket.send(json.dumps({"t": "hello", "token": self.token, "lang": "en"}))
        await self._until(socket, "welcome")
        await self._catch_up(socket)
        while waiting:
            message_id, text = waiting[0]
            frame = {"t": "send", "id": message_id, "text": text}
            await socket.send(json.dumps(frame | ({"c": self.reference} if self.reference else {})))
            answer = await self._until(socket, "ack", "refused")
            if answer["t"] == "refused":
                await asyncio.sleep(min(answer.get("retry_after") or AGAIN_SECONDS, 1))
                continue
            assert answer["id"] == message_id, answer
            self.acknowledged.append(text)
            waiting.pop(0)
            if not self.reference:
                self.reference = answer["c"]
                await self._catch_up(socket)
        await self._catch_up(socket)

    async def _catch_up(self, socket: ClientConnection) -> None:
        while self.reference:
            before = self.version
            await socket.send(json.dumps({"t": "watch", "c": self.reference, "v": self.version}))
            answer = await self._until(socket, "sync", "reload")
            if answer["t"] == "reload":
                self.version = 0
            elif not answer.get("more") or before:
                return

    async def _until(self, socket: ClientConnection, *kinds: str) -> dict[str, object]:
        """The next frame of one of these kinds; what comes before it is put on the screen as well."""
        while True:
            frame = json.loads(await asyncio.wait_for(socket.recv(), PATIENCE_SECONDS))
            if frame["t"] in ("sync", "change"):
                for item in frame["items"]:
                    self.screen[item["m"]] = (item["p"], item["text"])
                    self.version = max(self.version, item["v"])
            if frame["t"] in kinds:
                return dict(frame)


@dataclass
class FormWriter(Sender):
    """Somebody with the contact form, who presses Send again when the page does not come."""

    channel: str = "form"

    async def run(self) -> None:
        async with httpx.AsyncClient(base_url=self.site.url, timeout=PATIENCE_SECONDS) as client:
            for text in self.texts:
                await self._write(client, text)

    async def _write(self, client: httpx.AsyncClient, text: str) -> None:
        form: dict[str, str] = {}
        while True:
            try:
                form = form or await self._form(client, text)
                answer = await client.post("/contact", data=form, headers={"Origin": self.site.url})
            except AWAY:
                await self.again()
                continue
            if answer.status_code == 302:
                self.acknowledged.append(text)
                return
            assert answer.status_code >= 500, answer.text[:3000]
            await self.again()

    async def _form(self, client: httpx.AsyncClient, text: str) -> dict[str, str]:
        page = await client.get("/contact", params={"topic": "account"})
        page.raise_for_status()
        once, csrf = ONCE.search(page.text), CSRF.search(page.text)
        assert once, page.text[:3000]
        assert csrf
        return {
            "topic": "account",
            "once": once[1],
            "csrfmiddlewaretoken": csrf[1],
            "text": text,
            "subject": "Storm",
            "email": f"{self.name}@mail.example",
            "language": "en",
        }


@dataclass
class Mailer(Sender):
    """A mail server that hands over one person's mails by LMTP and keeps each until it is taken."""

    channel: str = "mail"
    port: int = 0

    async def run(self) -> None:
        references: list[str] = []
        for number, text in enumerate(self.texts):
            mail = EmailMessage()
            mail["From"] = f"{self.name}@mail.example"
            mail["To"] = "support@hoshi.example"
            mail["Subject"] = ("Re: " if number else "") + f"Storm of {self.name}"
            mail["Message-ID"] = f"<{self.name}.{number}.{uuid.uuid4().hex}@mail.example>"
            if references:
                mail["In-Reply-To"] = references[-1]
                mail["References"] = " ".join(references[-20:])
            mail.set_content(text)
            references.append(str(mail["Message-ID"]))
            await self._hand_over(mail)
            self.acknowledged.append(text)

    async def _hand_over(self, mail: EmailMessage) -> None:
        while True:
            try:
                await asyncio.to_thread(self._lmtp, mail)
            except AWAY:
                await self.again()
            else:
                return

    def _lmtp(self, mail: EmailMessage) -> None:
        with smtplib.LMTP("127.0.0.1", self.port, timeout=PATIENCE_SECONDS) as server:
            server.send_message(mail)
