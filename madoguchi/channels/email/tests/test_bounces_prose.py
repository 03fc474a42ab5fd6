"""Reports in prose, as the mail systems of the world write them; every text here is our own."""

from __future__ import annotations

from email import message_from_bytes

import pytest

from madoguchi.channels.email.parse.bounces import Bounce, bounce

DAEMON = "MAILER-DAEMON@mx.mail.example"
COPY = "\n\n--- Below this line is a copy of the message.\n\nReturn-Path: <support@desk.example>\nTo: otto@other.example\nHi"


def mail(
    body: str, *, sender: str = DAEMON, subject: str = "failure notice", more: str = ""
) -> Bounce | None:
    head = f"From: {sender}\nTo: support@desk.example\nSubject: {subject}\n{more}"
    head += "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
    return bounce(message_from_bytes((head + body).encode()))


SYSTEMS = {
    "qmail": "Hi. This is the program at mx.\nI'm afraid I wasn't able to deliver your message to the following addresses."
    "\n\n<kim@mail.example>:\n192.0.2.1 does not like recipient.\nRemote host said: 550 no such user",
    "exim": "A message that you sent could not be delivered to one or more of its\nrecipients. The following address(es) failed:"
    "\n\n  kim@mail.example\n    host mx [192.0.2.1]: 550 5.1.1 unknown user",
    "postfix": "I'm sorry: the message below could not be delivered to one or more destinations.\nPlease contact "
    "<postmaster@mx.mail.example>\n\n<kim@mail.example>: host mx[192.0.2.1] said: 550 no such user (in reply to RCPT TO)",
    "sendmail": "   ----- The following addresses had permanent fatal errors -----\n<kim@mail.example>\n    (reason: 550 User unknown)"
    "\n\n   ----- Transcript of session follows -----\n... while talking to mx:\n>>> RCPT To:<kim@mail.example>\n<<< 550 User unknown",
    "old sendmail": "   ----- Transcript of session follows -----\n>>> MAIL From:<support@desk.example>\n550 <kim@mail.example>... User unknown",
    "exchange": "Your message\n\n  To:      Somebody\n  Subject: Hi\n\ndid not reach the following recipient(s):\n\n"
    "kim@mail.example on Mon, 3 May 2027 10:15:00 -0000\n    The recipient name is not recognized",
    "x400": "did not reach the following recipient(s):\n\nc=US;a= ;p=Mail;dda:SMTP=kim@mail.example; on Mon, 3 May 2027\n"
    "    The recipient name is not recognized",
    "gmail": "Delivery to the following recipient failed permanently:\n\n     kim@mail.example\n\nTechnical details: 550 5.1.1 no such user",
    "yahoo": "Sorry, we were unable to deliver your message to the following address.\n\n<kim@mail.example>:\n550: no such user",
    "opensmtpd": "    Hi!\n\n    An error has occurred while attempting to deliver a message for\n    the following list of recipients:\n\n"
    "kim@mail.example: 550 5.1.1 No such user",
    "dma": "This is the mail agent at mx.\n\nThere was an error delivering your mail to <kim@mail.example>.\n\n550 5.1.1 User unknown",
    "domino": "------- Failure Reasons  --------\n\nUser not listed in directory, unknown user\nkim@mail.example",
    "imail": "Unknown user: kim@mail.example",
    "mailmarshal": "Your message:\n   From:    support@desk.example\nCould not be delivered because of\n\n550 5.1.1 User unknown\n\n"
    "The following recipients were affected: \n    kim@mail.example",
    "interscan": "Sent <<< RCPT TO:<kim@mail.example>\nReceived >>> 550 5.1.1 unknown user.\n\nUnable to deliver message to <kim@mail.example>",
    "mobile provider": "Each of the following recipients was rejected by a remote\nmail server.\n\n    Recipient: <kim@mail.example>\n"
    "    >>> RCPT TO:<kim@mail.example>\n    <<< 550 <kim@mail.example>: User unknown",
    "zoho": "A message that you sent could not be delivered to one or more of its recipients.\n\n"
    "kim@mail.example Invalid Address, ERROR_CODE :550, ERROR_CODE :5.1.1 User Unknown",
    "smail": "|---- Failed addresses follow: ----|\n <kim@mail.example> ... unknown user\n|---- Message text follows: ----|",
    "ru": "К сожалению, Ваше письмо не может быть доставлено одному или нескольким получателям:\n\n  kim@mail.example\n    550 пользователь не найден",
    "zh": "很抱歉，您的邮件无法投递到以下地址：\n\nkim@mail.example\n\n原因：用户不存在",
    "ja": "次のアドレスへのメールは送信できませんでした。\n\nkim@mail.example\n\n宛先が見つかりません",
    "ko": "다음 수신자에게 메일이 배달되지 않았습니다:\n\nkim@mail.example\n\n존재하지 않는 사용자입니다",
    "es": "El mensaje no se pudo entregar a:\n\nkim@mail.example\n\nEl usuario no existe",
    "pt": "A mensagem não foi entregue a:\n\nkim@mail.example\n\nO usuário não existe",
}


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("below", ["", COPY])
def test_unknown_users(system: str, below: str) -> None:
    got = mail(SYSTEMS[system] + below)
    assert got is not None
    assert [(r.address, r.reason, r.permanent) for r in got.recipients] == [
        ("kim@mail.example", "user unknown", True)
    ]


def test_each_address_has_its_own_reason() -> None:
    got = mail(
        "Unable to deliver message to the following address(es).\n\n<kim@mail.example>:\n550 5.1.1 no such user\n\n"
        "<yuki@mail.example>:\n552 5.2.2 mailbox full\n" + COPY
    )
    assert got is not None
    assert [(r.address, r.status, r.reason) for r in got.recipients] == [
        ("kim@mail.example", "5.1.1", "user unknown"),
        ("yuki@mail.example", "5.2.2", "mailbox full"),
    ]
    assert got.permanent


@pytest.mark.parametrize(
    "body",
    [
        "Delivery to the following recipient has been delayed:\n\n     kim@mail.example\n\nMessage will be retried for 2 more day(s)",
        "A message that you sent has not yet been delivered to all its recipients.\n\n  kim@mail.example\n\nNo action is required.",
        'Delivery of email to this address\n"kim@mail.example"\nhas been postponed due to a full mailbox.',
    ],
)
def test_waiting_is_not_failing(body: str) -> None:
    got = mail(body, subject="Warning: message delayed")
    assert got is not None
    assert [(r.address, r.permanent) for r in got.recipients] == [("kim@mail.example", False)]


def test_the_header_that_names_the_failed_ones_is_trusted() -> None:
    got = mail("Hello, the group may not exist.", subject="Delivery Status Notification (Failure)",
               more="X-Failed-Recipients: kim@mail.example,\n yuki@mail.example\n")  # fmt: skip
    assert got is not None
    assert [r.address for r in got.recipients] == ["kim@mail.example", "yuki@mail.example"]


def test_a_bare_name_is_completed_by_the_host_that_reports() -> None:
    got = mail("Your mail to the following recipients could not be delivered because they do not want it:\n\tkimlee",
               sender="Mail Delivery Subsystem <MAILER-DAEMON@mail.example>")  # fmt: skip
    assert got is not None
    assert [r.address for r in got.recipients] == ["kimlee@mail.example"]


def test_a_notice_of_amazon_as_json() -> None:
    said = (
        '{"notificationType":"Bounce","bounce":{"bounceType":"Permanent","bouncedRecipients":[{"emailAddress":'
        '"kim@mail.example","status":"5.1.1","diagnosticCode":"smtp; 550 5.1.1 user unknown"}]},"mail":{"messageId":"m1"}}'
    )
    got = mail(said, sender="no-reply@sns.example", subject="Notification")
    assert got is not None
    assert got.permanent
    assert got.recipients[0].address == "kim@mail.example"
    assert mail('{"notificationType":"Delivery","mail":{}}', sender="no-reply@sns.example") is None


def test_our_own_copy_below_names_nobody() -> None:
    got = mail(
        "I was not able to deliver your message to the following addresses.\n\n<kim@mail.example>:\nno" + COPY
    )
    assert got is not None
    assert "otto@other.example" not in [r.address for r in got.recipients]
