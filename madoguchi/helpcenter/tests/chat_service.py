"""A service on this machine that speaks OpenAI's chat request, for stories about machine translation."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from tests.tools.model_service import ModelService, serving


def translated(text: str) -> str:
    """Every passage with a word of the target language before it: a translation that is easy to know again."""
    return json.dumps({key: f"訳 {passage}" for key, passage in json.loads(text).items()}, ensure_ascii=False)


class ChatService(ModelService):
    """`answer` makes a text of the user's message; `status` other than 200 refuses."""

    def __init__(self) -> None:
        super().__init__()
        self.answer: Callable[[str], str] = translated
        self.status = 200
        self.end = "stop"
        self.seen: list[tuple[str, dict[str, str], dict[str, Any]]] = []

    def answered(
        self, path: str, headers: dict[str, str], asked: dict[str, Any]
    ) -> tuple[int, dict[str, Any]]:
        self.seen.append((path, headers, asked))
        if self.status != 200:
            return self.status, {"error": {"message": "no"}}
        message = {"role": "assistant", "content": self.answer(asked["messages"][-1]["content"])}
        choice = {"index": 0, "message": message, "finish_reason": self.end}
        return 200, {"object": "chat.completion", "choices": [choice]}


def chat_service() -> AbstractContextManager[ChatService]:
    return serving(ChatService())
