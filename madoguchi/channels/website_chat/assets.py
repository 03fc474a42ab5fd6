"""The widget's files as they go out: minified, compressed, under an address that changes with their content.

No framework here: the view serves what `asset` and `loader` return, the size check measures it.
"""

import gzip
import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import rcssmin
import rjsmin

FOLDER = Path(__file__).parent / "static" / "website_chat"
SHEETS = {"chat.css.js", "talk.css.js", "article.css.js"}


@dataclass(frozen=True)
class Asset:
    """One file: `body` as it is, `packed` by gzip."""

    name: str
    body: bytes

    @property
    def packed(self) -> bytes:
        return _pack(self.body)

    @property
    def etag(self) -> str:
        return f'"{hashlib.sha256(self.body).hexdigest()[:16]}"'


@cache
def asset(name: str) -> Asset:
    """A module of the chat by its file name. Raises KeyError for a name that is none."""
    if name not in names():
        raise KeyError(name)
    return Asset(
        name=name, body=_sheet_module(name.removesuffix(".js")) if name in SHEETS else _script(name).encode()
    )


@cache
def names() -> frozenset[str]:
    """The files that a page may ask for, besides the loader."""
    return frozenset({path.name for path in FOLDER.glob("*.js")} - {"loader.js"} | SHEETS)


@cache
def version() -> str:
    """Changes with any of the files, so that each may be cached for ever."""
    digest = hashlib.sha256()
    for name in sorted(names()):
        digest.update(asset(name).body)
    return digest.hexdigest()[:12]


def loader(label: str) -> Asset:
    """The launcher's script. `label`: the button's name, in the language of the browser that asks."""
    fill = {"LABEL": _literal(label), "STYLE": _literal(_style("loader.css")), "VERSION": version()}
    text = re.sub("LABEL|STYLE|VERSION", lambda found: fill[found[0]], _script("loader.js"))
    return Asset(name="widget.js", body=text.encode())


def first_open() -> list[str]:
    """The modules that opening the chat loads: chat.js and all that it imports from the start."""
    found: list[str] = []
    ahead = ["chat.js"]
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.append(name)
            ahead += re.findall(r"""\bfrom ?['"]\./([\w.]+)['"]""", asset(name).body.decode())
    return found


def _sheet_module(name: str) -> bytes:
    """A style sheet as a module: a constructed sheet needs no style-src, and comes with the other modules."""
    return f"const s=new CSSStyleSheet;s.replaceSync({_literal(_style(name))});export default s".encode()


def _literal(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _script(name: str) -> str:
    return str(rjsmin.jsmin((FOLDER / name).read_text(encoding="utf-8")))


def _style(name: str) -> str:
    return str(rcssmin.cssmin((FOLDER / name).read_text(encoding="utf-8")))


@cache
def _pack(body: bytes) -> bytes:
    return gzip.compress(body, compresslevel=9, mtime=0)
