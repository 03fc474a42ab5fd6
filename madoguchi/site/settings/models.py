"""Language models."""

from __future__ import annotations

import sys
from pathlib import Path

from madoguchi.core.env import Area

_area = Area("Language models")
EMBEDDINGS = _area.text(
    "MADOGUCHI_EMBEDDINGS",
    "auto",
    "Where search gets its sense of meaning: auto (local if built, else none), local, openai or none",
)
MODELS = Path(
    _area.text(
        "MADOGUCHI_MODELS",
        "",
        "The folder of the local models; empty: share/madoguchi/models inside the Python installation",
    )
    or Path(sys.prefix) / "share" / "madoguchi" / "models"
).resolve()
EMBEDDING_THREADS = _area.number(
    "MADOGUCHI_EMBEDDING_THREADS", 1, "Threads that one call of the local model may use"
)
EMBEDDING_TOKENS = _area.number(
    "MADOGUCHI_EMBEDDING_TOKENS", 512, "Word pieces of one text that the local model reads, 512 at most"
)
EMBEDDING_CHARACTERS = _area.number(
    "MADOGUCHI_EMBEDDING_CHARACTERS", 8_000, "Characters of one text that any model is given"
)
EMBEDDING_SHORT_CHARACTERS = _area.number(
    "MADOGUCHI_EMBEDDING_SHORT_CHARACTERS",
    2_000,
    "Characters of one title or short text that the local sentence model is given",
)
EMBEDDING_BATCH_TOKENS = _area.number(
    "MADOGUCHI_EMBEDDING_BATCH_TOKENS",
    512,
    "Word pieces that the local models work on at once; more costs memory and is not faster",
)
EMBEDDING_URL = _area.text(
    "MADOGUCHI_EMBEDDING_URL",
    "",
    "Base of an OpenAI-compatible service, as in https://models.hoshi.example/v1; plain http only within the own network",
)
EMBEDDING_MODEL = _area.text("MADOGUCHI_EMBEDDING_MODEL", "", "The model's name at that service")
EMBEDDING_KEY = _area.text("MADOGUCHI_EMBEDDING_KEY", "", "The key that the service asks for")
EMBEDDING_DIMENSIONS = _area.number(
    "MADOGUCHI_EMBEDDING_DIMENSIONS", 0, "How many numbers that model's vectors have; must be set for openai"
)
EMBEDDING_SECONDS = _area.decimal(
    "MADOGUCHI_EMBEDDING_SECONDS", 20, "How long one batch may take at the service, retries included"
)
EMBEDDING_ATTEMPTS = _area.number(
    "MADOGUCHI_EMBEDDING_ATTEMPTS", 3, "Attempts while the service is busy or does not answer"
)
EMBEDDING_BATCH = _area.number(
    "MADOGUCHI_EMBEDDING_BATCH", 64, "Texts that are sent to the service in one request"
)
LLM = _area.text(
    "MADOGUCHI_LLM", "none", "Where texts are written, such as draft translations: openai or none"
)
LLM_URL = _area.text(
    "MADOGUCHI_LLM_URL",
    "",
    "Base of an OpenAI-compatible service that writes texts; plain http only within the own network",
)
LLM_MODEL = _area.text("MADOGUCHI_LLM_MODEL", "", "The model's name at that service")
LLM_KEY = _area.text("MADOGUCHI_LLM_KEY", "", "The key that the service asks for")
LLM_SECONDS = _area.decimal("MADOGUCHI_LLM_SECONDS", 90, "How long one answer may take, retries included")
LLM_ATTEMPTS = _area.number(
    "MADOGUCHI_LLM_ATTEMPTS", 3, "Attempts while the service is busy or does not answer"
)
LLM_CHARACTERS = _area.number(
    "MADOGUCHI_LLM_CHARACTERS", 6_000, "Characters of one request that the model is given"
)
LLM_ANSWER_TOKENS = _area.number("MADOGUCHI_LLM_ANSWER_TOKENS", 8_000, "Tokens of one answer at most")
TRANSLATION_CHARACTERS = _area.number(
    "MADOGUCHI_TRANSLATION_CHARACTERS",
    60_000,
    "Characters of one article that are given to machine translation",
)
