"""A file that nobody's message holds is forgotten; every other one stays."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from madoguchi.files.actions import store
from madoguchi.files.models import StoredFile
from madoguchi.inbox.actions import drop_orphans, save_draft
from madoguchi.inbox.contract import InboundFile
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    backend = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = settings.STORAGES | {"default": backend}


def brought(uploader: str) -> UUID:
    return store(name="a.txt", content=b"error 17", content_type="text/plain", uploader=uploader)


def test_what_a_refused_form_left_goes_and_what_somebody_said_or_drafts_stays(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    refused, drafted = brought("portal"), brought(f"agent:{cast.ada.agent_id}")
    of_another_app = brought("brand:hoshi")
    attached = brought("portal")
    file = InboundFile(name="a.txt", content_type="text/plain", stored_id=attached)
    told = cast.says("kim@mail.example", "See the file", door=cast.form, files=(file,))
    save_draft(staff=cast.ada, reference=told.reference, kind="reply", text="", files=[drafted])
    place = StoredFile.objects.get(id=refused).key

    assert drop_orphans() == 0  # somebody may still be writing
    later = timezone.now() + timedelta(days=3)
    with django_capture_on_commit_callbacks(execute=True):
        assert drop_orphans(now=later) == 1

    assert set(StoredFile.objects.values_list("id", flat=True)) == {drafted, attached, of_another_app}
    assert not default_storage.exists(place)
    with django_capture_on_commit_callbacks(execute=True):
        assert drop_orphans(now=later) == 0
