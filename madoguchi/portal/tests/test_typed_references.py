"""The number of a request opens it from any search field; words of ten letters are searched for."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from madoguchi.portal.tests.help_shelf import customer, text, write
from tests.cast import Cast

WORDS = ("withdrawal", "block trade", "cross-chain", "error 10023", "Commission")


@pytest.fixture(autouse=True)
def _calm(settings: Any) -> None:
    cache.clear()
    settings.EMBEDDINGS = "none"


@pytest.mark.parametrize("typed", WORDS)
def test_words_of_ten_letters_are_searched_for(cast: Cast, typed: str) -> None:
    write("answer", f"All about {typed}")
    for reader in (Client(), customer()):
        assert f"All about {typed}" in text(reader, "/help/en/search", data={"q": typed}).replace(
            "<mark>", ""
        ).replace("</mark>", "")
        answer = reader.get("/", {"q": typed})
        assert answer.status_code == 302
        assert answer["Location"].startswith("/help/en/search?")


def test_a_number_opens_the_request_and_only_ones_own(cast: Cast) -> None:
    yuki = customer("yuki@example.jp")
    mine = cast.says("yuki@example.jp", "Where is my coin?", door=cast.mail).reference
    theirs = cast.says("kim@mail.example", "Where is mine?", door=cast.mail).reference
    for typed in (mine, mine.lower(), mine.replace("-", ""), mine.replace("-", " ")):
        for path in ("/", "/help/en/search"):
            answer = yuki.get(path, {"q": typed})
            assert (answer.status_code, answer["Location"]) == (302, f"/requests/{mine}")
    assert text(yuki, "/help/en/search", data={"q": theirs})
    stranger = Client().get("/", {"q": "7kq2m-x4t9b"})
    assert stranger["Location"] == "/requests/7KQ2M-X4T9B", "he is asked to sign in, whether it exists or not"
