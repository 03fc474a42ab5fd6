"""Any service that speaks OpenAI's chat request: https://platform.openai.com/docs/api-reference/chat"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from madoguchi.ai.cleaning import clean
from madoguchi.ai.contract import WritingError
from madoguchi.ai.providers.address import AddressRefused, resolve
from madoguchi.ai.providers.asking import NoAnswer, ask
from madoguchi.core.text import storable
from madoguchi.shield import shield

BYTES_PER_TOKEN = 64
"""As JSON text with everything escaped, generously."""


def open_chat() -> Chat:
    """Raises WritingError where a setting is missing."""
    for name in ("LLM_URL", "LLM_MODEL"):
        if not getattr(settings, name):
            raise WritingError(f"MADOGUCHI_{name} is not set, and MADOGUCHI_LLM=openai needs it.")
    return Chat(
        url=settings.LLM_URL,
        model=settings.LLM_MODEL,
        key=settings.LLM_KEY,
        seconds=settings.LLM_SECONDS,
        attempts=settings.LLM_ATTEMPTS,
        most=settings.LLM_CHARACTERS,
        answer_tokens=settings.LLM_ANSWER_TOKENS,
    )


@dataclass(frozen=True)
class Chat:
    """`seconds` is for one answer with its retries. Safe to call from many threads."""

    url: str
    model: str
    key: str
    seconds: float
    attempts: int
    most: int
    answer_tokens: int

    @property
    def name(self) -> str:
        return f"{self.model} ({urlsplit(self.url).hostname or '?'})"

    def write(self, told: str, text: str) -> str:
        """See `Writer.write`."""
        if len(text) > self.most:
            raise WritingError(
                f"The text has {len(text)} characters, MADOGUCHI_LLM_CHARACTERS is {self.most}."
            )
        safe = clean(shield(text, ask=True).text, characters=2 * self.most)
        wanted = {
            "model": self.model,
            "messages": [{"role": "system", "content": told}, {"role": "user", "content": safe}],
            "max_tokens": self.answer_tokens,
            "temperature": 0,
        }
        return self._read(self._ask(wanted))

    def _ask(self, wanted: Mapping[str, object]) -> bytes:
        try:
            service = resolve(self.url)
            return ask(
                service,
                "chat/completions",
                wanted,
                key=self.key,
                seconds=self.seconds,
                attempts=self.attempts,
                longest=65_536 + self.answer_tokens * BYTES_PER_TOKEN,
            )
        except AddressRefused as error:
            raise WritingError(f"MADOGUCHI_LLM_URL {error}") from error
        except NoAnswer as error:
            raise WritingError(
                f"The language model at {service.host} gave no text: {error}.", again=error.again
            ) from error

    def _read(self, body: bytes) -> str:
        try:
            [choice, *_] = json.loads(body)["choices"]
            text, end = choice["message"]["content"], choice.get("finish_reason")
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise WritingError("The language model answers with something else than a text.") from error
        if end == "length":
            raise WritingError(
                f"The answer was cut off: it is longer than MADOGUCHI_LLM_ANSWER_TOKENS, {self.answer_tokens}."
            )
        if not isinstance(text, str) or not text.strip():
            raise WritingError("The language model answers with something else than a text.")
        return storable(text)
