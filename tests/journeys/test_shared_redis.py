"""Two exchanges on one machine, and one Redis: what is counted for one is not counted for the other."""

from __future__ import annotations

from collections.abc import Callable

from tests.site_client import Person
from tests.site_server import Site

SEARCHED = "SELECT searches FROM helpcenter_searchday WHERE words = 'zgrubl fnordik'"


def test_a_reader_of_both_counts_at_both(new_site: Callable[..., Site]) -> None:
    for site in (new_site().start(), new_site().start()):
        reader = Person(site)
        for _ in range(2):
            assert reader.get("/help/en/search", params={"q": "zgrubl fnordik"}).status_code == 200
        assert site.rows(SEARCHED) == [(1,)]
