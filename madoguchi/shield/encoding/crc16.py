"""CRC-16/XMODEM: the checksum of Stellar keys and TON addresses."""

from __future__ import annotations

import binascii


def crc16(data: bytes) -> int:
    """Polynomial 0x1021, initial value 0."""
    return binascii.crc_hqx(data, 0)
