"""Ada narrows her list: it stands in the address, is remembered for her and this view, and told to nobody else."""

from __future__ import annotations

from tests.cast import Cast


def test_a_filter_is_remembered_for_the_agent_and_the_view(cast: Cast, sign_in) -> None:
    mail = cast.says("kim@mail.example", "By mail", door=cast.mail).reference
    chat = cast.says("visitor-1", "By chat", door=cast.chat).reference
    ada = sign_in(cast.ada)
    answer = ada.post("/desk/all/filter", {"channel": "email", "sort": "newest", "tag": ""})
    assert answer["Location"] == "/desk/all?channel=email&sort=newest"
    page = ada.get(answer["Location"]).content.decode()
    assert (f"r-{mail}" in page, f"r-{chat}" in page) == (True, False)
    assert ada.get("/desk/all")["Location"] == "/desk/all?channel=email&sort=newest"
    assert f"r-{chat}" not in ada.get(f"/desk/all/{mail}").content.decode()
    assert ada.get("/desk/unassigned").status_code == 200  # another view
    assert sign_in(cast.lena).get("/desk/all").status_code == 200  # another agent
    assert (
        f"r-{chat}" in ada.get("/desk/all?channel=website_chat").content.decode()
    )  # a link that somebody sent
    assert ada.post("/desk/all/filter", {})["Location"] == "/desk/all"
    assert f"r-{chat}" in ada.get("/desk/all").content.decode()


def test_what_there_is_not_narrows_nothing(cast: Cast, sign_in) -> None:
    told = cast.says("kim@mail.example", "By mail", door=cast.mail).reference
    for query in ("channel=fax", "language=xx", "priority=17", "priority=²", "sort=sideways"):
        assert f"r-{told}" in sign_in(cast.ada).get(f"/desk/all?{query}").content.decode()


def test_more_is_offered_where_looking_ended(cast: Cast, sign_in, settings) -> None:
    settings.LIST_SCAN = 2
    for n in range(4):
        cast.says(f"kim{n}@mail.example", "By mail", door=cast.mail)
    page = sign_in(cast.ada).get("/desk/all?channel=website_chat").content.decode()
    assert "2 conversations were looked at." in page
    assert "Look at more" in page
    assert "intersect" not in page  # only when asked to
