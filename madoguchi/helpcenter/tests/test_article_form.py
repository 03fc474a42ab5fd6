"""Lena says in her own words for whom an article is and by which words it is found."""

from __future__ import annotations

import pytest
from django.utils import translation

from madoguchi.helpcenter.editor.article_form import ArticleForm
from madoguchi.helpcenter.editor.fields import CountriesField, WordsField
from madoguchi.helpcenter.editor.viewsets import ArticleViewSet
from madoguchi.helpcenter.models import Article, Category, CategoryText
from madoguchi.helpcenter.tests.stage import ARTICLE, HOSTILE, lena, text, write
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def _form(article: Article, **typed: str) -> ArticleForm:
    made = ArticleViewSet.edit_handler.bind_to_model(Article).get_form_class()
    shown = made(instance=article)
    data = {name: shown[name].value() or "" for name in shown.fields if name != "body"}
    return made({**data, "body-count": "0", **typed}, instance=article)


def test_countries_are_typed_as_names_or_letters_and_shown_as_names(cast: Cast) -> None:
    article = write("fees", "Fees", regions=("JP",))
    page = text(lena(cast), f"{ARTICLE}/edit/{article.pk}/")
    assert '<input type="text" name="regions" value="Japan"' in page
    form = _form(article, regions="brazil, jp、 Côte d'Ivoire;JP", tags="cold wallet, Cold Wallet，税")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["regions"] == ["BR", "JP", "CI"]
    assert form.cleaned_data["tags"] == ["cold wallet", "税"]
    form.save()
    saved = Article.objects.get(pk=article.pk)
    assert (saved.regions, saved.tags) == (["BR", "JP", "CI"], ["cold wallet", "税"])
    with translation.override("ja"):
        assert _form(saved)["regions"].value() == "ブラジル, 日本, コートジボワール"
        assert _form(saved, regions="日本, brazil").is_valid()
    with translation.override("ru"):
        assert CountriesField().clean("Бонэйр, Синт-Эстатиус и Саба, Япония") == ["BQ", "JP"]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("Jappan", "“Jappan” is no country. Did you mean Japan?"),
        ("EU", "“EU” is no country. Write its name, such as Japan, or its two letters, such as JP."),
        ('["JP"]', "is no country"),
        (HOSTILE, "is no country"),
        ("x" * 5_000, "at most 4000 characters"),
    ],
)
def test_what_is_no_country_is_said_and_nothing_is_saved(cast: Cast, typed: str, says: str) -> None:
    article = write("fees", "Fees", regions=("JP",))
    form = _form(article, regions=typed)
    assert not form.is_valid()
    assert says in str(form.errors["regions"].as_data())
    assert form["regions"].value() == typed, "what was typed stays there to be mended"
    assert HOSTILE not in str(form["regions"])
    assert Article.objects.get(pk=article.pk).regions == ["JP"]


def test_empty_is_everywhere_and_what_was_stored_before_is_shown_as_it_is(cast: Cast) -> None:
    article = write("fees", "Fees", tags=("a",))
    article.regions = ["Atlantis"]
    assert _form(article)["regions"].value() == "Atlantis"
    form = _form(article, regions=" , ", tags="")
    assert form.is_valid(), form.errors
    assert (form.cleaned_data["regions"], form.cleaned_data["tags"]) == ([], [])
    assert not CountriesField(required=False).has_changed(["JP"], "Japan")
    assert WordsField(required=False).has_changed(["a"], "a, b")


def test_categories_are_called_as_readers_know_them(cast: Cast) -> None:
    write("fees", "Fees", category="trading/spot/limits")
    trading = Category.objects.get(key="trading")
    trading.texts.update_or_create(language="en", defaults={"name": "Trading places"})
    page = text(lena(cast), f"{ARTICLE}/add/")
    assert ">Trading places › spot › limits</option>" in page
    CategoryText.objects.create(category=trading, language="ja", name="取引")
    with translation.override("ja"):
        assert str(Category.objects.get(key="trading")) == "取引"
    assert str(trading) == "Trading places"
    Article.objects.update(category=trading)
    assert "Trading places" in text(lena(cast), f"{ARTICLE}/")
