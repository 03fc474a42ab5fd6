"""Questions as people type them in a chat, to the demo's help centre: `python -m tests.vectors.everyday [--vectors FILE]
[--missed]`.

`everyday.jsonl` holds ours: a line an article, with one question in each of the seven languages, written from what
customers say and not from the article's words. Prints, by words alone and (where there is a model) with vectors, the
share whose article comes first and among three. They are ours, so they show whether a change helps, not how good the
search is. `--vectors` keeps what the model answered, `--missed` names the questions whose article does not come first.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

from tests.tools.ready import demo_home
from tests.vectors.retrieval import Figures, models_of, reading, set_up

QUESTIONS = Path(__file__).with_suffix(".jsonl")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--vectors", type=Path)
    parser.add_argument("--missed", action="store_true")
    options = parser.parse_args()
    questions = [json.loads(line) for line in QUESTIONS.read_text().splitlines()]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        shutil.copytree(demo_home(), home)
        set_up(home)
        found = models_of(options.vectors)
        for name, some in (("words", None), ("vectors", found)):
            if name == "vectors" and found is None:
                return
            with reading(some):
                if some:
                    _embed()
                for lang in [key for key in questions[0] if key != "article"]:
                    figures, missed = _ask(lang, questions)
                    print(f"{name:8} {lang:8} {figures.text()}", flush=True)
                    for text, wanted, found in missed if options.missed else []:
                        print(f"    {text} -> {found}, not {wanted}")


def _embed() -> None:
    from madoguchi.search.actions import embed_pending

    while embed_pending():
        pass


def _ask(lang: str, questions: list[dict[str, str]]) -> tuple[Figures, list[tuple[str, str, str]]]:
    from madoguchi.search.contract import Query
    from madoguchi.search.queries import search_articles

    ranks, times, missed = [], [], []
    for question in questions:
        found = search_articles(Query(text=question[lang], lang=lang))
        times.append(found.ms)
        keys = [hit.key.rsplit("/", 1)[-1].partition(".")[0] for hit in found.hits]
        ranks.append(keys.index(question["article"]) + 1 if question["article"] in keys else 0)
        if ranks[-1] != 1:
            missed.append((question[lang], question["article"], keys[0] if keys else "nothing"))
    return Figures.of(ranks, times), missed


if __name__ == "__main__":
    main()
