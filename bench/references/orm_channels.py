"""What people would write: Django Channels, the ORM, a group a conversation.

    python -m bench.references.orm_channels PLACE PORT

PLACE is a file for SQLite or the URL of a PostgreSQL. Speaks the frames that bench/chat needs. No shield,
no permission, no index.
"""

from __future__ import annotations

import json
import sys
import uuid
from pathlib import Path
from typing import Any

import django
import uvicorn
from django.conf import settings

import madoguchi  # noqa: F401  the same SQLite library for all three
from madoguchi.core.database import database_from_url

PLACE, PORT = sys.argv[1], int(sys.argv[2])
SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": PLACE,
    "CONN_MAX_AGE": None,
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    },
}
settings.configure(
    INSTALLED_APPS=["channels"],
    SECRET_KEY="bench",
    USE_TZ=True,
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    DATABASES={
        "default": database_from_url(PLACE, home=Path(), synchronous="FULL") if "://" in PLACE else SQLITE
    },
    CHANNEL_LAYERS={
        "default": {"BACKEND": "channels.layers.InMemoryChannelLayer", "CONFIG": {"capacity": 10_000}}
    },
)
django.setup()

from channels.db import database_sync_to_async  # noqa: E402
from channels.generic.websocket import AsyncWebsocketConsumer  # noqa: E402
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from django.db import connection, models, transaction  # noqa: E402
from django.urls import path  # noqa: E402
from django.utils import timezone  # noqa: E402


class Conversation(models.Model):
    reference = models.CharField(max_length=40, unique=True)
    version = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        app_label = "bench"


class Message(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT)
    position = models.PositiveIntegerField()
    client_id = models.CharField(max_length=40, unique=True)
    text = models.TextField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "bench"
        constraints = [models.UniqueConstraint(fields=["conversation", "position"], name="one_a_position")]


@transaction.atomic
def store(frame: dict[str, Any]) -> dict[str, Any]:
    conversation, _ = Conversation.objects.select_for_update().get_or_create(reference=frame["c"])
    conversation.version += 1
    conversation.save()
    message, _ = Message.objects.get_or_create(
        client_id=frame["id"],
        defaults={"conversation": conversation, "position": conversation.version, "text": frame["text"]},
    )
    return {
        "m": str(message.id),
        "p": message.position,
        "v": message.position,
        "k": "customer",
        "text": message.text,
        "at": message.created_at.isoformat(),
        "cid": message.client_id,
    }


class Chat(AsyncWebsocketConsumer):
    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        frame = json.loads(text_data or "{}")
        if frame["t"] == "hello":
            await self.send('{"t":"welcome"}')
        elif frame["t"] == "watch":
            await self.channel_layer.group_add(frame["c"], self.channel_name)
            await self.send(json.dumps({"t": "sync", "c": frame["c"], "v": 0, "items": []}))
        elif frame["t"] == "send":
            item = await database_sync_to_async(store)(frame)
            await self.channel_layer.group_send(frame["c"], {"type": "change", "c": frame["c"], "item": item})
            await self.send(json.dumps({"t": "ack", "id": frame["id"], "c": frame["c"], "v": item["v"]}))

    async def change(self, event: dict[str, Any]) -> None:
        item = event["item"]
        await self.send(json.dumps({"t": "change", "c": event["c"], "v": item["v"], "items": [item]}))


if __name__ == "__main__":
    with connection.schema_editor() as editor:
        editor.create_model(Conversation)
        editor.create_model(Message)
    connection.close()
    app = ProtocolTypeRouter({"websocket": URLRouter([path("live", Chat.as_asgi())])})
    uvicorn.run(
        app,
        host="127.0.0.1",
        port=PORT,
        loop="uvloop",
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        lifespan="off",
        log_level="warning",
    )
