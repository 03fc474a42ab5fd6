from madoguchi.languages.language import Language

_WORDS = """
и в не на я быть он с что а по это она этот к но они мы весь который из у то за свой от так о для вы
же как год мой до все если когда или бы мне меня нет да уже ещё еще только где почему сколько можно
привет здравствуйте добрый день спасибо пожалуйста помогите деньги счёт счет вывод вывести
пополнение пароль кошелёк кошелек перевод
"""

LANGUAGE = Language(
    code="ru",
    html_lang="ru",
    english_name="Russian",
    endonym="Русский",
    iso_script="Cyrl",
    script="cyrillic",
    letters="ёыэъ",
    words=frozenset(_WORDS.split()),
)
