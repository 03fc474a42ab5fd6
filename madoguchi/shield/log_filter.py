"""Keep secrets out of logs: a filter that masks what a record would print."""

from __future__ import annotations

import logging

from madoguchi.shield.mask import mask
from madoguchi.shield.scan import scan

# What a record carries about itself; anything else came from `extra=` and may be printed.
_OWN = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}


class ShieldFilter(logging.Filter):
    """Masks message, arguments, exception and stack texts, and the strings in `extra`; passes every record.

    Findings to ask about are masked as well (nobody can be asked in a log) unless `ask=False`.
    """

    def __init__(self, name: str = "", *, ask: bool = True) -> None:
        super().__init__(name)
        self.ask = ask

    def filter(self, record: logging.LogRecord) -> bool:
        try:
            message = record.getMessage()
        except (TypeError, ValueError):  # arguments that do not fit: logging reports it, so keep them apart
            message = f"{record.msg} {record.args}"
        record.msg, record.args = self._masked(message), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            # The exception itself holds the secret too: only its masked text goes on.
            record.exc_text, record.exc_info = self._masked(record.exc_text), None
        if record.stack_info:
            record.stack_info = self._masked(record.stack_info)
        for key, value in record.__dict__.items():
            if key not in _OWN and isinstance(value, str):
                record.__dict__[key] = self._masked(value)
        return True

    def _masked(self, text: str) -> str:
        findings = scan(text)
        return mask(text, findings, ask=self.ask) if findings else text
