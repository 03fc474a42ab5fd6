"""How well automatic mail is told from people's."""

from __future__ import annotations

import json
from pathlib import Path

from madoguchi.channels.email.parse import parse_mail
from tests.vectors.figures import Figures, Tally

OWN_HOST = "desk.hoshi.example"


def judge(folder: Path) -> list[Figures]:
    tally = Tally()
    for case in json.loads((folder / "auto_reply" / "cases.json").read_text()):
        raw = case["text"].encode() if "text" in case else (folder / case["file"]).read_bytes()
        mail = parse_mail(raw.replace(b"{{OWN_FQDN}}", OWN_HOST.encode()), own_hosts={OWN_HOST})
        contact = (mail.reply_to or (mail.sender,))[0].address or mail.sender.address
        have = {
            "is_auto_reply": mail.auto_reply,
            "may_send_auto_response": mail.may_auto_respond,
            "contact_email_if_reply_to_is_honoured": contact,
        }
        for key, want in case["expect"].items():
            right = have.get(key) == want
            tally.add(key, right, f"{case['id']}: {key} want {want!r} have {have.get(key)!r}")
    return [tally.figures("automatic replies")]
