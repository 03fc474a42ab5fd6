"""Whatever somebody pastes gets an answer, and nothing strange is called official."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from madoguchi.trust.lookalike import Judge, Officials, reason

JUDGE = Judge(
    Officials(
        domains=("tenzoro.com", "zkq.io"),
        emails=("help@tenzoro.com",),
        phones=("+81312345678",),
        handles=("x:tenzoro",),
    )
)
PIECES = st.sampled_from(
    [
        "http://",
        "@",
        ".",
        ":",
        "/",
        "tenzoro",
        "tenzoro.com",
        "xn--",
        "\u202e",
        "[.]",
        "%2e",
        "+",
        "0",
        "x.com/",
        "?",
        "\\",
    ]
)
PASTED = st.one_of(
    st.text(max_size=300), st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=30).map("".join)
)


@settings(max_examples=500, deadline=None)
@given(PASTED)
def test_any_text_gets_an_answer(text: str) -> None:
    found = JUDGE.judge(text)
    assert reason(found)
    if found.verdict == "official" and found.value.kind in ("url", "domain"):
        host = found.value.host
        assert host in ("tenzoro.com", "zkq.io") or host.endswith((".tenzoro.com", ".zkq.io"))
