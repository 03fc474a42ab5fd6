"""Carries announcements from whoever commits to every process that has watchers."""

from madoguchi.live.broker.base import Broker as Broker
from madoguchi.live.broker.choose import choose_broker as choose_broker
from madoguchi.live.broker.local import LocalBroker as LocalBroker
