"""Delivery reports (bounces) and complaints: what arrived instead of an answer."""

from madoguchi.channels.email.contract import Bounce, Complaint, Recipient
from madoguchi.channels.email.parse.bounces.arf import complaint
from madoguchi.channels.email.parse.bounces.report import bounce

__all__ = ["Bounce", "Complaint", "Recipient", "bounce", "complaint"]
