"""No secret reaches a log, whichever way it was logged."""

import io
import logging
from collections.abc import Iterator

import pytest

from madoguchi.shield.log_filter import ShieldFilter

SECRET = "Katze!2031"


@pytest.fixture
def log() -> Iterator[tuple[logging.Logger, io.StringIO]]:
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(logging.Formatter("%(levelname)s %(message)s %(body)s", defaults={"body": ""}))
    handler.addFilter(ShieldFilter())
    logger = logging.Logger("counter")
    logger.addHandler(handler)
    yield logger, out
    handler.close()


def test_message_arguments_and_extra(log: tuple[logging.Logger, io.StringIO]) -> None:
    logger, out = log
    logger.info("kim wrote: my password is %s", SECRET)
    logger.info({"text": f"password: {SECRET}"})
    logger.info("received", extra={"body": f"my password is {SECRET}"})
    assert SECRET not in out.getvalue()
    assert out.getvalue().count("[masked: password]") == 3
    assert "INFO kim wrote: my password is" in out.getvalue()


def test_exceptions_and_their_causes(log: tuple[logging.Logger, io.StringIO]) -> None:
    logger, out = log
    try:
        try:
            raise ValueError(f"password: {SECRET}")
        except ValueError as error:
            raise RuntimeError("could not store") from error
    except RuntimeError:
        logger.exception("failed")
    assert SECRET not in out.getvalue()
    assert "RuntimeError: could not store" in out.getvalue()
    assert "ValueError: password: [masked: password]" in out.getvalue()


def test_what_cannot_be_asked_is_masked_and_arguments_that_do_not_fit_are_kept(
    log: tuple[logging.Logger, io.StringIO],
) -> None:
    logger, out = log
    logger.info("value %s", "5e" * 32)
    logger.info("no place for this", "spare")
    assert "5e5e5e" not in out.getvalue()
    assert "spare" in out.getvalue()
