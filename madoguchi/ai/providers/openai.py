"""Any service that speaks OpenAI's embeddings request: https://platform.openai.com/docs/api-reference/embeddings

The caller gives only texts that went through the shield: they leave this machine.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings

from madoguchi.ai.cleaning import clean
from madoguchi.ai.contract import EmbeddingError, EmbeddingModels
from madoguchi.ai.providers.address import Service, resolve

if TYPE_CHECKING:
    import httpx

    from madoguchi.ai.contract import Vectors

FIRST_PAUSE_SECONDS = 0.5
BYTES_PER_NUMBER = 40  # as JSON text, generously


def open_openai() -> EmbeddingModels:
    """Raises EmbeddingError where a setting is missing."""
    for name in ("EMBEDDING_URL", "EMBEDDING_MODEL", "EMBEDDING_DIMENSIONS"):
        if not getattr(settings, name):
            raise EmbeddingError(f"MADOGUCHI_{name} is not set, and MADOGUCHI_EMBEDDINGS=openai needs it.")
    client = OpenAI(
        url=settings.EMBEDDING_URL,
        model=settings.EMBEDDING_MODEL,
        key=settings.EMBEDDING_KEY,
        dimensions=settings.EMBEDDING_DIMENSIONS,
        seconds=settings.EMBEDDING_SECONDS,
        attempts=settings.EMBEDDING_ATTEMPTS,
        batch=settings.EMBEDDING_BATCH,
        characters=settings.EMBEDDING_CHARACTERS,
    )
    return EmbeddingModels(text=client, short=None)


@dataclass(frozen=True)
class OpenAI:
    """`seconds` is for one batch with its retries. Safe to call from many threads."""

    url: str
    model: str
    key: str
    dimensions: int
    seconds: float
    attempts: int
    batch: int
    characters: int

    @property
    def name(self) -> str:
        return f"openai:{self.url}:{self.model}:{self.dimensions}"

    def passages(self, texts: Sequence[str]) -> Vectors:
        """See `Embeddings.passages`."""
        import numpy as np  # weight: only where vectors are made

        # The service refuses an empty text; a full stop says as little.
        ready = [clean(text, characters=self.characters).strip() or "." for text in texts]
        vectors = np.empty((len(ready), self.dimensions), np.float32)
        for start in range(0, len(ready), self.batch):
            part = ready[start : start + self.batch]
            vectors[start : start + len(part)] = self._read(self._ask(part), len(part))
        return vectors

    queries = passages

    def _ask(self, texts: list[str]) -> bytes:
        import httpx  # weight: only where a service is set

        service = resolve(self.url)
        deadline = time.monotonic() + self.seconds
        # No proxies or keys from the environment, no redirects: texts go where the setting says.
        with httpx.Client(trust_env=False, follow_redirects=False) as client:
            for attempt in range(max(1, self.attempts)):
                try:
                    return self._post(client, service, texts, seconds=deadline - time.monotonic())
                except httpx.TimeoutException:
                    refusal = _Refusal("it did not answer in time", again=True)
                except httpx.HTTPError as error:
                    refusal = _Refusal(f"it could not be reached ({type(error).__name__})", again=True)
                except _Refusal as error:
                    refusal = error
                pause = refusal.pause or FIRST_PAUSE_SECONDS * 2**attempt * random.uniform(0.8, 1.2)  # noqa: S311
                last = attempt + 1 >= self.attempts or time.monotonic() + pause >= deadline
                if last or not refusal.again:
                    break
                time.sleep(pause)
        raise EmbeddingError(f"The embeddings service {service.host} gave no vectors: {refusal}.")

    def _post(self, client: httpx.Client, service: Service, texts: list[str], *, seconds: float) -> bytes:
        """The answer, of which no more is read than so many vectors can be."""
        headers = {"Host": service.host_header}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        wanted = {"model": self.model, "input": texts, "encoding_format": "float"}
        limit = 65_536 + len(texts) * self.dimensions * BYTES_PER_NUMBER
        until = time.monotonic() + seconds
        with client.stream(
            "POST",
            f"{service.url}/embeddings",
            json=wanted,
            headers=headers,
            timeout=seconds,
            extensions={"sni_hostname": service.host},
        ) as response:
            if response.status_code != 200:
                raise _Refusal.of(response.status_code, response.headers.get("retry-after"))
            body = bytearray()
            for block in response.iter_bytes():
                body += block
                if len(body) > limit:
                    raise _Refusal("it answers with too much", again=False)
                if time.monotonic() > until:
                    raise _Refusal("it did not answer in time", again=False)
        return bytes(body)

    def _read(self, body: bytes, count: int) -> Vectors:
        import numpy as np  # weight: as above

        try:
            entries = _entries(json.loads(body))
            ordered = [entries[index] for index in range(count)]
            vectors = np.array(ordered, np.float32)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise EmbeddingError(
                f"The embeddings service answers with something else than {count} vectors."
            ) from error
        if vectors.shape != (count, self.dimensions):
            raise EmbeddingError(
                f"The embeddings service gives vectors of {vectors.shape[-1]} numbers, "
                f"MADOGUCHI_EMBEDDING_DIMENSIONS says {self.dimensions}."
            )
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        if not np.isfinite(lengths).all() or not lengths.all():
            raise EmbeddingError("The embeddings service gives vectors without a direction.")
        unit: Vectors = vectors / lengths
        return unit


def _entries(answer: Any) -> dict[int, list[float]]:
    return {entry["index"]: entry["embedding"] for entry in answer["data"]}


class _Refusal(Exception):
    """`again`: another attempt may help; `pause`: the seconds that the service asks for, or 0."""

    def __init__(self, why: str, *, again: bool, pause: float = 0) -> None:
        super().__init__(why)
        self.again, self.pause = again, pause

    @classmethod
    def of(cls, status: int, retry_after: str | None) -> _Refusal:
        """Retry-After is read in seconds (RFC 9110 §10.2.3); a date there counts as none."""
        told = retry_after is not None and retry_after.isdecimal() and len(retry_after) < 6
        pause = float(retry_after) if retry_after and told else 0.0
        return cls(f"it answers with status {status}", again=status == 429 or status >= 500, pause=pause)
