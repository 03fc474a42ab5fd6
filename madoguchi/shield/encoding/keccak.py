"""Keccak-256 as Ethereum and Monero use it (the padding before SHA-3 became a standard)."""

from __future__ import annotations

_MASK = (1 << 64) - 1
_RATE = 136  # bytes


def keccak256(data: bytes) -> bytes:
    """32 bytes; about half a millisecond per 136 bytes, meant for addresses."""
    padded = bytearray(data) + b"\x01" + bytes(-(len(data) + 1) % _RATE)
    padded[-1] |= 0x80
    state = [0] * 25
    for start in range(0, len(padded), _RATE):
        for lane in range(_RATE // 8):
            at = start + lane * 8
            state[lane] ^= int.from_bytes(padded[at : at + 8], "little")
        state = _permute(state)
    return b"".join(lane.to_bytes(8, "little") for lane in state[:4])


def _rotate(value: int, by: int) -> int:
    by %= 64
    return (value << by | value >> (64 - by)) & _MASK if by else value


def _permute(state: list[int]) -> list[int]:
    """Keccak-f[1600]: 24 rounds of theta, rho with pi, chi, iota; lane (x, y) is state[x + 5 y]."""
    register = 1
    for _ in range(24):
        columns = [state[x] ^ state[x + 5] ^ state[x + 10] ^ state[x + 15] ^ state[x + 20] for x in range(5)]
        mixed = [columns[(x + 4) % 5] ^ _rotate(columns[(x + 1) % 5], 1) for x in range(5)]
        state = [lane ^ mixed[i % 5] for i, lane in enumerate(state)]
        x, y, current = 1, 0, state[1]
        for step in range(24):
            x, y = y, (2 * x + 3 * y) % 5
            current, state[x + 5 * y] = state[x + 5 * y], _rotate(current, (step + 1) * (step + 2) // 2)
        rows = [state[r : r + 5] for r in range(0, 25, 5)]
        state = [row[i] ^ (~row[(i + 1) % 5] & _MASK & row[(i + 2) % 5]) for row in rows for i in range(5)]
        for bit in range(7):
            register = (register << 1 ^ (register >> 7) * 0x71) & 0xFF
            if register & 2:
                state[0] ^= 1 << ((1 << bit) - 1)
    return state
