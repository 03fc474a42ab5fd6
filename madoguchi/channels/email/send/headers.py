"""How our headers are written: words of any script survive (RFC 2047), ids stay on their line.

The library's own folding loses the space between two encoded words, so subjects and names are encoded here.
"""

from __future__ import annotations

from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from typing import TYPE_CHECKING, Any

LINE = 76

if TYPE_CHECKING:
    _Policy = EmailPolicy[EmailMessage]
else:
    _Policy = EmailPolicy  # generic for the type checker alone


class MailPolicy(_Policy):
    """CRLF, eight bits in bodies; headers in ASCII unless `utf8` is set (RFC 6532)."""

    def fold(self, name: str, value: Any) -> str:
        text = str(value)
        if self.utf8 or text.isascii():
            return str(super().fold(name, value))
        if name.lower() == "subject":
            return f"{name}: {self._encoded(text, len(name) + 2)}{self.linesep}"
        addresses: list[Address] = list(getattr(value, "addresses", ()))
        if len(addresses) == 1:
            words = self._encoded(addresses[0].display_name, len(name) + 2)
            return f"{name}: {words}{self.linesep} <{addresses[0].addr_spec}>{self.linesep}"
        return str(super().fold(name, value))

    def fold_binary(self, name: str, value: Any) -> bytes:
        return self.fold(name, value).encode("utf-8" if self.utf8 else "ascii", "surrogateescape")

    def _encoded(self, text: str, indent: int) -> str:
        header = Header(text, "utf-8", maxlinelen=LINE, header_name="x" * max(indent - 2, 1))
        return header.encode(linesep=self.linesep)


ASCII = MailPolicy(linesep=SMTP.linesep, raise_on_defect=False)
UTF8 = ASCII.clone(utf8=True)
