"""The chat must not weigh on the page that shows it."""

import re

from madoguchi.channels.website_chat import assets
from madoguchi.channels.website_chat.strings import STRINGS

LONGEST_LABEL = "Открыть чат службы поддержки"


def test_the_loader_is_at_most_one_kibibyte() -> None:
    assert len(assets.loader(LONGEST_LABEL).packed) <= 1024


def test_the_first_open_adds_at_most_eight_kibibytes() -> None:
    sizes = {name: len(assets.asset(name).packed) for name in assets.first_open()}

    assert "chat.js" in sizes
    assert sum(sizes.values()) <= 8192, sizes


def test_what_talks_and_what_is_rare_comes_later() -> None:
    later = assets.names() - set(assets.first_open())

    assert {
        "talk.js",
        "conversation.js",
        "attachments.js",
        "form.js",
        "menu.js",
        "sound.js",
        "help.js",
        "article.js",
    } <= later


def test_the_loader_is_filled_in_and_leads_to_the_current_version() -> None:
    script = assets.loader('Ask "us"').body.decode()

    assert f"chat/app/{assets.version()}/chat.js" in script
    assert '"Ask \\"us\\""' in script
    assert not re.search(r"\b(LABEL|STYLE|VERSION)\b", script)


def test_no_file_asks_another_host_or_evaluates_text() -> None:
    for name in assets.names():
        script = assets.asset(name).body.decode()
        addresses = set(re.findall(r"https?://\w[\w.]*", script)) - {"http://www.w3.org"}
        assert not addresses, name
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|\beval\b|new Function", script), name


def test_every_word_on_the_screen_comes_from_the_server_and_none_is_idle() -> None:
    script = "".join(assets.asset(name).body.decode() for name in sorted(assets.names()))
    used = set(re.findall(r"""(?<![\w.])(?:chat\.|this\.)?t\('(\w+)'""", script))

    assert used <= set(STRINGS)
    computed = {"queued", "sent", "delivered", "read", "failed", "back", "close", "menu", "retry", "discard"}
    computed |= {"launcher", "launcher_unread", "done_transcript", "done_email", "done_end"}
    computed |= {"yes", "no", "transcript", "by_mail", "open", "opens", "shut"}
    assert set(STRINGS) - used <= computed
