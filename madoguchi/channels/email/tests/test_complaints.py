"""A provider tells us that somebody called our mail unwanted."""

from __future__ import annotations

from email import message_from_bytes

from madoguchi.channels.email.parse.bounces import Complaint, bounce, complaint

ARF = (
    "From: <feedback@mail.example>\nTo: abuse@desk.example\nSubject: Complaint\n"
    'Content-Type: multipart/report; report-type=feedback-report; boundary="b"\n\n'
    "--b\nContent-Type: text/plain\n\nThis is a complaint about a mail.\n"
    "--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nUser-Agent: Mail/1.0\nVersion: 1\n{more}\n"
    "--b\nContent-Type: message/rfc822\n\nFrom: support@desk.example\nTo: kim@mail.example\nMessage-ID: <m1@desk.example>\n\nHi\n--b--\n"
)


def test_an_abuse_report_is_a_complaint_and_no_bounce() -> None:
    message = message_from_bytes(ARF.format(more="Original-Rcpt-To: <kim@mail.example>\n").encode())
    assert complaint(message) == Complaint("abuse", ("kim@mail.example",), "<m1@desk.example>")
    assert bounce(message) is None


def test_where_the_recipient_is_hidden_our_own_mail_tells() -> None:
    message = message_from_bytes(ARF.format(more="").encode())
    assert complaint(message) == Complaint("abuse", ("kim@mail.example",), "<m1@desk.example>")


def test_a_notice_of_amazon() -> None:
    text = (
        'From: no-reply@sns.example\nSubject: Notification\n\n{"notificationType":"Complaint","complaint":{"complainedRecipients":'
        '[{"emailAddress":"kim@mail.example"}],"complaintFeedbackType":"abuse"},"mail":{"messageId":"m1"}}\n'
    )
    message = message_from_bytes(text.encode())
    assert complaint(message) == Complaint("abuse", ("kim@mail.example",), "m1")
    assert bounce(message) is None


def test_a_customer_who_complains_is_no_report() -> None:
    text = "From: kim@mail.example\nSubject: Abuse report\n\nSomebody abuses my account.\n"
    assert complaint(message_from_bytes(text.encode())) is None
