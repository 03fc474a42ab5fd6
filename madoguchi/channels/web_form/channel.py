"""The form as one wire among others: only inwards."""

from __future__ import annotations

from collections.abc import Sequence

from madoguchi.channel_kit.contract import DeliveryError, Outgoing, Sent


class WebForm:
    key = "web_form"
    at_once = False

    def send(self, outgoing: Outgoing) -> Sent:
        """A form has no way back; its answers are addressed to the customer's mail from the start."""
        raise DeliveryError(
            "The customer left no mail address, and a form cannot carry an answer.", permanent=True
        )

    def problems(self, settings: dict[str, object]) -> Sequence[str]:
        return ()


CHANNEL = WebForm()
