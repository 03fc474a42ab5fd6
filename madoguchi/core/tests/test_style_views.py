import pytest


@pytest.mark.parametrize("path", ["/style", "/style?density=desk", "/style/desk", "/style/portal"])
def test_the_style_pages_answer_where_screens_are_built(client, db, path):
    assert client.get(path).status_code == 200


def test_the_style_pages_are_not_there_in_production(client, db, settings):
    settings.PRODUCTION = True
    assert client.get("/style").status_code == 404
    assert client.get("/style/desk").status_code == 404


def test_a_made_up_style_page_is_not_there(client, db):
    assert client.get("/style/base").status_code == 404
