"""What mallory types is kept without what would stop a database or a feed."""

from __future__ import annotations

from xml.etree import ElementTree

from madoguchi.core.text import storable

EVERYTHING = "".join(map(chr, range(0x110000)))


def test_what_is_refused_becomes_a_space_or_nothing():
    assert storable("a\0b\x1bc\ud83dd\ufeff") == "a b c d "
    assert storable("a\0b\x1bc\ud83dd\ufeff", instead="") == "abcd"


def test_words_of_every_script_and_line_ends_stay():
    kept = "出金\tできない\r\nпривет \u200fمرحبا 😀 e\u0301\n"
    assert storable(kept) == kept


def test_every_character_comes_out_as_text_that_xml_takes():
    safe = storable(EVERYTHING)
    assert safe.encode()
    assert "\0" not in safe
    plain = safe.replace("&", "").replace("<", "")
    assert ElementTree.fromstring(f"<a>{plain}</a>").text
