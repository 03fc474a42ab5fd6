"""How well automatic mail is told from people's, on other projects' cases: `python tests/vectors/auto_reply.py`.

MADOGUCHI_VECTORS names the folder with the cases (default ../shared/vectors); without it nothing is judged.
Prints the figures and what differs; gates nothing.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from madoguchi.channels.email.parse import parse_mail

OWN_HOST = "desk.hoshi.example"


def main() -> None:
    folder = Path(os.environ.get("MADOGUCHI_VECTORS", "../shared/vectors"))
    cases = folder / "auto_reply" / "cases.json"
    if not cases.exists():
        sys.stdout.write(f"auto replies: skipped, there are no cases in {folder}\n")
        return
    asked = right = 0
    for case in json.loads(cases.read_text()):
        raw = case["text"].encode() if "text" in case else (folder / case["file"]).read_bytes()
        mail = parse_mail(raw.replace(b"{{OWN_FQDN}}", OWN_HOST.encode()), own_hosts={OWN_HOST})
        contact = (mail.reply_to or (mail.sender,))[0].address or mail.sender.address
        have = {
            "is_auto_reply": mail.auto_reply,
            "may_send_auto_response": mail.may_auto_respond,
            "contact_email_if_reply_to_is_honoured": contact,
        }
        for key, want in case["expect"].items():
            asked += 1
            right += have.get(key) == want
            if have.get(key) != want:
                sys.stdout.write(f"  ✗ {case['id']}: {key} want {want!r} have {have.get(key)!r}\n")
    sys.stdout.write(f"auto replies: {right}/{asked} = {right / asked:.4f}\n")


if __name__ == "__main__":
    main()
