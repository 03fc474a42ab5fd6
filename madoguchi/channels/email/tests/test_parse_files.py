"""Attachments: every file arrives with its name and its exact bytes, and nothing else becomes one."""

from __future__ import annotations

import base64
import hashlib
import struct

import pytest

from madoguchi.channels.email.parse import parse_mail
from madoguchi.channels.email.parse.limits import Limits
from madoguchi.channels.email.tests import mails

PDF = b"%PDF-1.7 not really"


def attached(*fields: bytes, content_type: bytes = b"application/pdf") -> bytes:
    encoded = base64.encodebytes(PDF)
    return mails.multipart(
        b"mixed",
        mails.PLAIN,
        mails.part(content_type, encoded, b"Content-Transfer-Encoding: base64", *fields),
    )


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        (b'attachment; filename="statement.pdf"', "statement.pdf"),
        (b"attachment; filename=my statement.pdf", "my statement.pdf"),
        (b"attachment; filename*=utf-8''%E6%98%8E%E7%BB%86.pdf", "明细.pdf"),
        (b"attachment; filename*0*=utf-8''%E6%98; filename*1*=%8E%E7%BB%86; filename*2=.pdf", "明细.pdf"),
        (b'attachment; filename="=?utf-8?B?5piO57uGLnBkZg==?="', "明细.pdf"),
        ('attachment; filename="выписка.pdf"'.encode(), "выписка.pdf"),
        (rb'attachment; filename="C:\Users\kim\statement.pdf"', "statement.pdf"),
        (b'attachment; filename="../../etc/passwd"', "passwd"),
        (b'attachment; filename="a.pdf"; filename="b.pdf"', "a.pdf"),
    ],
)
def test_names(disposition: bytes, name: str) -> None:
    (file,) = parse_mail(attached(b"Content-Disposition: " + disposition)).attachments
    assert (file.filename, file.content, file.size) == (name, PDF, len(PDF))
    assert file.sha256 == hashlib.sha256(PDF).hexdigest()
    assert file.inline is False


def test_a_picture_that_the_text_shows_is_inline() -> None:
    (file,) = parse_mail(mails.multipart(b"related", mails.HTML, mails.PICTURE)).attachments
    assert (file.inline, file.content_id, file.content) == (True, "proof1", mails.PNG)


def test_a_forwarded_mail_is_a_file_and_its_words_are_read() -> None:
    inner = b"From: Mallory <m@evil.example>\r\nSubject: Prize\r\n\r\nSend me your words"
    mail = parse_mail(mails.multipart(b"mixed", mails.PLAIN, mails.part(b"message/rfc822", inner)))
    assert [file.content_type for file in mail.attachments] == ["message/rfc822"]
    assert "Send me your words" in mail.text
    assert "Send me your words" not in mail.visible_text
    assert mail.sender.address == "yuki@customer.example"


def test_uuencoded_files_leave_the_text() -> None:
    mail = parse_mail(mails.simple(b"before\r\nbegin 644 note.txt\r\n#0V%T\r\n`\r\nend\r\nafter"))
    assert mail.text == "before\nafter"
    assert [(file.filename, file.content) for file in mail.attachments] == [("note.txt", b"Cat")]


def test_outlooks_wrapping_is_opened() -> None:
    def attribute(kind: int, data: bytes) -> bytes:
        return struct.pack("<BII", 2, kind, len(data)) + data + b"\0\0"

    tnef = (
        b"\x78\x9f\x3e\x22\x01\x00"
        + attribute(0x9002, b"\0" * 14)
        + attribute(0x8010, b"deal.pdf\0")
        + attribute(0x800F, PDF)
    )
    wrapped = mails.part(
        b'application/ms-tnef; name="winmail.dat"',
        base64.encodebytes(tnef),
        b"Content-Transfer-Encoding: base64",
    )
    (file,) = parse_mail(mails.multipart(b"mixed", mails.PLAIN, wrapped)).attachments
    assert (file.filename, file.content_type, file.content) == ("deal.pdf", "application/pdf", PDF)


def test_boundaries_that_are_missing_or_wrong() -> None:
    good = attached(b'Content-Disposition: attachment; filename="a.pdf"')
    for broken in (
        good.replace(b'; boundary="b1"', b""),
        good.replace(b'boundary="b1"', b'boundary="zz"'),
        good.replace(b"--b1--", b""),
    ):
        mail = parse_mail(broken)
        assert [file.filename for file in mail.attachments] == ["a.pdf"]
        assert mail.text.strip() == "Olá Marta"


def test_limits_hold_and_say_so() -> None:
    many = mails.multipart(b"mixed", *[mails.PICTURE] * 40)
    mail = parse_mail(many, limits=Limits(max_parts=10))
    assert len(mail.attachments) < 10
    assert "too many parts" in mail.problems
    mail = parse_mail(many, limits=Limits(max_attachments=5))
    assert len(mail.attachments) == 5
    deep = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (i, i) for i in range(500)
    )
    assert "parts are nested too deep" in parse_mail(deep + b"\r\nhi").problems
