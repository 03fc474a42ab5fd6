"""The sheet that every page waits for is one file in production, and says what its parts said."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.finders import find
from django.core.files import File

from madoguchi.core.css_imports import joined, joined_file
from madoguchi.core.static_files import HashedFiles

CORE = "core/css/core.css"


def test_layers_and_media_stay() -> None:
    sheets = {"a.css": "p { color: red; }", "p.css": "p { color: #000; }"}
    text = joined(
        '@layer x, y;\n@import url("a.css") layer(x);\n@import url("p.css") layer(y) print;',
        sheets.__getitem__,
    )
    assert text.split() == (
        [
            "@layer",
            "x,",
            "y;",
            "@layer",
            "x",
            "{",
            "p",
            "{",
            "color:",
            "red;",
            "}",
            "}",
            "@media",
            "print",
            "{",
            "@layer",
            "y",
            "{",
            "p",
            "{",
            "color:",
            "#000;",
            "}",
            "}",
            "}",
        ]
    )


@pytest.mark.parametrize("inside", ["a { background: url(x.png); }", '@import url("b.css");'])
def test_a_sheet_with_addresses_of_its_own_is_refused(inside: str) -> None:
    with pytest.raises(ValueError, match=r"a\.css"):
        joined('@import url("a.css");', {"a.css": inside}.__getitem__)


def test_the_collected_sheet_has_every_part_and_asks_for_none(tmp_path: Path) -> None:
    source = find(CORE)
    assert isinstance(source, str)
    folder = Path(source).parent
    parts = re.findall(r'@import url\("([^"]+)"\)', Path(source).read_text())
    assert len(parts) > 20
    storage: Any = HashedFiles(location=tmp_path, base_url="/static/")
    there = {f"core/css/{part}": (_Folder(folder), part) for part in ["core.css", *parts]}
    for name, (_, part) in there.items():
        storage.save(name, File((folder / part).open("rb")))
    assert all(not isinstance(done, Exception) for _name, _hashed, done in storage.post_process(there))
    sheet = (tmp_path / storage.stored_name(CORE)).read_text()
    assert "@import" not in sheet
    for part in parts:
        assert (folder / part).read_text().strip() in sheet, part


def test_whoever_changes_a_part_sees_it_at_the_next_look(tmp_path: Path) -> None:
    sheets, made = tmp_path / "css", tmp_path / "joined"
    (sheets / "parts").mkdir(parents=True)
    sheet, part = sheets / "core.css", sheets / "parts" / "a.css"
    sheet.write_text('@import url("parts/a.css");')
    part.write_text("a { color: red; }")
    assert joined_file(sheet, made).read_text() == "a { color: red; }"
    part.write_text("a { color: blue; }")
    os.utime(part, ns=(0, sheet.stat().st_mtime_ns + 1))
    assert joined_file(sheet, made).read_text() == "a { color: blue; }"
    assert [file.name for file in made.iterdir()] == ["core.css"], "nothing half done is left"


class _Folder:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def open(self, name: str) -> Any:
        return File((self.folder / name).open("rb"))
