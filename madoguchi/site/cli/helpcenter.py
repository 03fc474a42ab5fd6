"""`madoguchi helpcenter`: articles from files and into files."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from madoguchi.site.cli._django import start, writing


@click.group
def command() -> None:
    """Import and export the articles of the help centre."""


@command.command("import")
@click.argument("source", metavar="FILE", type=click.Path(exists=True, path_type=Path, allow_dash=True))
@click.option("--json", "as_json", is_flag=True, help="Write the summary as JSON.")
def import_(source: Path, as_json: bool) -> None:
    """Take articles in from JSON lines, or from a folder of Markdown files with front matter.

    A line is {"id", "lang", "title", "body" (Markdown), "category", "kind", "translation_of"?}. A file is
    CATEGORY/NAME/LANGUAGE.md, with pictures and videos beside it. Doing it again changes nothing. It ends when
    everything can be found.
    """
    with writing("helpcenter import"):
        from madoguchi.helpcenter.actions.importing import import_articles
        from madoguchi.helpcenter.files import read_folder, read_lines
        from madoguchi.search.actions import embed_pending

        written, unreadable = read_folder(source) if source.is_dir() else read_lines(source)
        outcome = import_articles(written)
        vectors = 0
        while done := embed_pending(200):
            vectors += done
    refused = [*unreadable, *outcome.refused]
    if as_json:
        summary = {
            "created": outcome.created,
            "changed": outcome.changed,
            "unchanged": outcome.unchanged,
            "refused": [{"id": id, "why": why} for id, why in refused],
        }
        click.echo(json.dumps(summary, ensure_ascii=False))
        return
    click.echo(f"{outcome.created} created, {outcome.changed} changed, {outcome.unchanged} unchanged")
    for id, why in refused:
        click.echo(f"refused {id}: {why}", err=True)


@command.command
@click.argument(
    "folder", required=False, type=click.Path(file_okay=False, path_type=Path), metavar="[FOLDER]"
)
def export(folder: Path | None) -> None:
    """Write all articles that are live: JSON lines as `import` reads them, or Markdown files into FOLDER."""
    start()
    from madoguchi.helpcenter.files import write_folder
    from madoguchi.helpcenter.media_files import to_json
    from madoguchi.helpcenter.queries.exporting import written_articles

    if folder is not None:
        click.echo(f"{write_folder(folder, written_articles(media=True))} files")
        return
    for article in written_articles(media=True):
        line = {name: value for name, value in asdict(article).items() if value not in ("", (), None)}
        if article.media:
            line["media"] = to_json(article.media)
        click.echo(json.dumps(line, ensure_ascii=False, default=list))
