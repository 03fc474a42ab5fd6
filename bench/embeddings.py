"""What the local language models cost: memory, time of a question, sections a second, beside the bare multiplications.

The reference is what no implementation can leave out: numpy multiplying as many rows with matrices of the same shapes
in float32, on one thread. `python -m bench.embeddings [--json]`; the models must be built.
"""

from __future__ import annotations

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "madoguchi.site.settings")
for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):  # read when numpy is imported
    os.environ.setdefault(name, "1")

import argparse  # noqa: E402
import json  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
from collections.abc import Callable  # noqa: E402
from pathlib import Path  # noqa: E402

QUESTIONS = [
    "Where is my withdrawal?",
    "提现什么时候到账",
    "出金がまだ届きません",
    "출금이 아직 안 왔어요",
    "¿Dónde está mi retiro?",
    "Где мой вывод средств?",
    "Onde está o meu saque?",
]
SECTION = (
    "A withdrawal goes through three steps. First our system checks it, which takes a few minutes; large amounts are "
    "looked at by a person. Then it is sent to the network, and you see its transaction id. Last, the network confirms "
    "it: how many confirmations the receiving side wants is its own decision. A withdrawal that stays pending for "
    "more than a day is most often waiting for the network, and can be followed in a block explorer with its "
    "transaction id. If there is no transaction id after two hours, write to us with asset, amount and time. {}"
)
LAYERS, SHAPES = 12, [(384, 1152), (384, 384), (384, 1536), (1536, 384)]


def memory() -> float:
    """Resident megabytes of this process."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def median_ms(act: Callable[[str], object], texts: list[str], *, share: float = 0.5) -> float:
    times = []
    for text in texts:
        started = time.perf_counter()
        act(text)
        times.append(time.perf_counter() - started)
    return sorted(times)[int(len(times) * share)] * 1e3


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--json", action="store_true")
    as_json = options.parse_args().json
    from madoguchi.ai.queries import embedding_models

    before, started = memory(), time.perf_counter()
    models = embedding_models()
    if models is None or models.short is None:
        sys.exit("the language models are not built: run `madoguchi models build`")
    figures: dict[str, float] = {"load_s": time.perf_counter() - started, "loaded_mb": memory() - before}
    asked = QUESTIONS * 15
    for name, model in (("text", models.text), ("short", models.short)):
        figures[f"{name}_query_ms_p50"] = median_ms(lambda text, model=model: model.queries([text]), asked)
        figures[f"{name}_query_ms_p95"] = median_ms(
            lambda text, model=model: model.queries([text]), asked, share=0.95
        )
    sections = [SECTION.format(number) for number in range(48)]
    for name, model in (("text", models.text), ("short", models.short)):
        started = time.perf_counter()
        model.passages(sections)
        figures[f"{name}_sections_per_s"] = len(sections) / (time.perf_counter() - started)
    figures["after_mb"] = memory() - before
    tokens = len(models.text._tokenizer(["passage: " + sections[0]], limit=512)[0])
    figures["section_tokens"] = tokens
    figures["reference_sections_per_s"] = 1 / _multiply(tokens)
    figures["reference_query_ms"] = _multiply(12) * 1e3
    if as_json:
        print(json.dumps({"bench": "embeddings"} | {key: round(value, 2) for key, value in figures.items()}))
    else:
        for key, value in figures.items():
            print(f"{key:28}{value:10.2f}")


def _multiply(rows: int) -> float:
    """Seconds of one pass through matrices of the transformer's shapes, the best of five."""
    import numpy as np

    dice = np.random.default_rng(1)
    matrices = [dice.random(shape, np.float32) for _ in range(LAYERS) for shape in SHAPES]
    inputs = {width: dice.random((rows, width), np.float32) for width in (384, 1536)}
    times = []
    for _ in range(5):
        started = time.perf_counter()
        for matrix in matrices:
            inputs[len(matrix)] @ matrix
        times.append(time.perf_counter() - started)
    return min(times)


if __name__ == "__main__":
    main()
