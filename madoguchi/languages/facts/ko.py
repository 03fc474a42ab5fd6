from madoguchi.languages.language import Language

_PARTICLES = """
은 는 이 가 을 를 에 의 와 과 도 로 만 나 께 인 란 한 된 들 적
으로 에서 에게 까지 부터 이다 이며 이고 라는 에는 로는 와의 과의 이나 보다 처럼 하는 하고 하여 했다 되는 이란
들은 들이 들을 들의 에도 로서 로써 인가 는가 했던 였던 한테 께서 조차 마저 밖에 라고 한다 된다 적인 적으로
으로써 이라는 에서는 으로는 으로서 로부터 에서의 이었던 이라고 하는가 하였다 했는가 으로부터
해요 하나요 되나요 인가요 할까요 했어요 됐어요 돼요 려면 하려면 입니다 합니다 됩니다 습니다
"""

LANGUAGE = Language(
    code="ko",
    html_lang="ko",
    english_name="Korean",
    endonym="한국어",
    iso_script="Kore",
    script="hangul",
    first_weekday=6,
    hour_cycle="h12",
    particles=tuple(sorted(_PARTICLES.split(), key=len, reverse=True)),
)
