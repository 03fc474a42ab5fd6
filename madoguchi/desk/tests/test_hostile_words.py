"""Mallory writes what nobody should get away with: none of it becomes markup on the desk."""

from __future__ import annotations

import pytest

from madoguchi.desk.mail_html import document, policy
from madoguchi.desk.text import said
from madoguchi.inbox.contract import InboundFile
from madoguchi.inbox.models import Attachment
from tests.cast import Cast

EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg onload=alert(3)>"


def test_names_subjects_texts_fields_and_file_names(cast: Cast, sign_in) -> None:
    told = cast.says(
        "mallory@evil.example",
        f'{EVIL} https://a.example/"onmouseover=alert(4) [masked: seed phrase]',
        door=cast.form,
        sender_name=EVIL,
        subject=EVIL,
        fields={EVIL: EVIL},
        data={"from": EVIL, "to": EVIL, "subject": EVIL},
        quoted=EVIL,
        files=(InboundFile(f"{EVIL}.txt", "text/plain", b"x"),),
    )
    ada = sign_in(cast.ada)
    ada.post(f"/desk/c/{told.reference}/tags", {"tags": EVIL})
    ada.post(f"/desk/c/{told.reference}/draft", {"kind": "reply", "text": "</script>" + EVIL})
    for path in (
        f"/desk/all/{told.reference}",
        "/desk/all",
        f"/desk/c/{told.reference}/customer",
        f"/desk/search?q={EVIL}",
    ):
        page = ada.get(path).content.decode()
        for live in ("<script>alert", "<img src=x", "<svg onload", '"onmouseover='):
            assert live not in page, path


def test_a_page_of_the_desk_allows_no_inline_script(cast: Cast, sign_in) -> None:
    answer = sign_in(cast.ada).get("/desk/all")
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    page = answer.content.decode()
    assert " style=" not in page
    assert " onclick=" not in page


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script><p>hi</p>",
        "<p onclick=alert(1)>hi</p>",
        "<a href='javascript:alert(1)'>hi</a>",
        "<iframe src=https://evil.example></iframe>hi",
        "<form action=https://evil.example><input name=password>hi</form>",
        "<style>body{background:url(https://evil.example)}</style>hi",
        "<p style='background:url(https://evil.example);position:fixed'>hi</p>",
        "<svg><script>alert(1)</script></svg>hi",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></table></mtext></math>hi",
        "<meta http-equiv=refresh content='0;url=https://evil.example'>hi",
        "<base href=https://evil.example>hi",
        "<img src='http://evil.example/a.gif'>hi",
    ],
)
def test_a_formatted_mail_keeps_its_words_and_loses_its_teeth(html: str) -> None:
    page = document(html, inline={}, nonce="n").lower()
    body = page.split("<body>")[1]
    assert "hi" in body
    for tooth in (
        "<script",
        "onclick",
        "onerror",
        "javascript:",
        "<iframe",
        "<form",
        "<input",
        "<style",
        "url(",
        "fixed",
        "<meta",
        "<base",
        "http://evil",
    ):
        assert tooth not in body


def test_pictures_of_a_mail(cast: Cast) -> None:
    html = '<img src="cid:logo@x"><img src="https://tracker.example/p.gif"><img src="cid:other">'
    page = document(html, inline={"logo@x": "/desk/files/1"}, nonce="n")
    assert 'src="/desk/files/1"' in page
    assert "cid:" not in page
    assert "https:" not in policy(nonce="n", pictures=False)
    assert "img-src 'self' data: https:" in policy(nonce="n", pictures=True)
    for allowed in (True, False):
        assert "allow-scripts" not in policy(nonce="n", pictures=allowed)


def test_the_frame_of_a_mail_has_its_own_policy(cast: Cast, sign_in) -> None:
    told = cast.says("mallory@evil.example", "hi", door=cast.mail, html="<p>hi</p><script>alert(1)</script>")
    answer = sign_in(cast.ada).get(f"/desk/c/{told.reference}/m/{told.message_id}/html")
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "alert" not in answer.content.decode()


def test_files_are_downloads_of_no_type(cast: Cast, sign_in) -> None:
    page = b"<!doctype html><script>alert(1)</script>"
    cast.says(
        "mallory@evil.example", "look", door=cast.mail, files=(InboundFile("a.html", "text/html", page),)
    )
    answer = sign_in(cast.ada).get(f"/desk/files/{Attachment.objects.get().file_id}")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]


def test_links_and_chips() -> None:
    html = said("see https://a.example/x?y=1&z=2). And [masked: seed phrase], not [masked: nonsense]")
    assert 'href="https://a.example/x?y=1&amp;z=2"' in html
    assert ">https://a.example/x?y=1&amp;z=2</a>). And" in html
    assert html.count('class="secret"') == 1
    assert "[masked: nonsense]" in html
