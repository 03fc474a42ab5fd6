"""An eighth language that no screen is in yet: Arabic, from right to left."""

from __future__ import annotations

import pytest

from madoguchi.search.actions import index_articles
from madoguchi.search.tests.shelf_of_articles import fill, keys, page, search

pytestmark = pytest.mark.django_db

ARTICLES = (
    ("withdraw", "كيفية سحب العملات المشفرة", "افتح المحفظة واختر السحب. تحقق من العنوان والشبكة قبل التأكيد."),
    ("deposit", "لم يصل الإيداع", "تظهر الإيداعات بعد أن تؤكدها الشبكة."),
    ("password", "إعادة تعيين كلمة المرور", "اضغط على نسيت كلمة المرور وافتح الرابط في البريد."),
    ("security", "حماية حسابك", "لا تشارك رمز التحقق مع أي شخص."),
)  # fmt: skip


@pytest.fixture(autouse=True)
def _articles() -> None:
    fill("en")
    index_articles(page(f"{key}-ar", "ar", title, text) for key, title, text in ARTICLES)


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("السحب", "withdraw-ar"),
        ("بالسحب", "withdraw-ar"),
        ("محفظتي المحفظه", "withdraw-ar"),
        ("ايداعات", "deposit-ar"),
        ("الإِيدَاع", "deposit-ar"),
        ("إيــداع", "deposit-ar"),
        ("كلمه المرور", "password-ar"),
        ("رمز التحقق", "security-ar"),
        ("المشفره", "withdraw-ar"),
    ],
)
def test_words_are_found_however_they_are_written(said: str, key: str) -> None:
    found = search(said, "ar")
    assert keys(found)[0] == key
    assert {hit.lang for hit in found.hits} == {"ar"}


def test_what_matched_is_marked_with_its_article() -> None:
    hit = search("محفظة", "ar").hits[0]
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["المحفظة"]


def test_a_slip_is_understood() -> None:
    found = search("الايدااع", "ar")
    assert keys(found)[0] == "deposit-ar"
    assert found.did_you_mean
    assert "deposit-en" not in keys(found)


def test_who_reads_a_region_of_it_finds_the_same() -> None:
    assert keys(search("سحب", "ar")) == ["withdraw-ar"]
    assert search("withdraw", "ar").hits == ()
    assert search("withdraw", "ar").other_languages[0].key == "withdraw-en"
