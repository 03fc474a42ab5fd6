from madoguchi.languages.language import Language

LANGUAGE = Language(
    code="ko",
    html_lang="ko",
    english_name="Korean",
    endonym="한국어",
    iso_script="Kore",
    script="hangul",
    first_weekday=6,
    hour_cycle="h12",
)
