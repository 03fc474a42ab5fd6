"""Kim, Yuki and Marta ask in their own words, and the sentence that answers is the nearest."""

from __future__ import annotations

import threading

import numpy as np
import pytest

SECTIONS = {
    "withdrawal": {
        "en": "A withdrawal that stays pending is waiting for confirmations on the network.",
        "zh-hans": "提现一直显示处理中，是因为网络还在等待确认。",
        "ja": "出金が保留のままの場合は、ネットワークの承認を待っています。",
        "ko": "출금이 대기 상태로 남아 있으면 네트워크 승인을 기다리는 중입니다.",
        "es": "Un retiro que sigue pendiente espera confirmaciones de la red.",
        "ru": "Вывод средств, который остаётся в ожидании, ждёт подтверждений сети.",
        "pt": "Um saque que continua pendente aguarda confirmações da rede.",
    },
    "password": {
        "en": "To set a new password, choose Forgot password on the sign-in page.",
        "zh-hans": "要设置新密码，请在登录页面选择忘记密码。",
        "ja": "新しいパスワードを設定するには、ログイン画面で「パスワードを忘れた」を選びます。",
        "ko": "새 비밀번호를 설정하려면 로그인 화면에서 비밀번호 찾기를 누르세요.",
        "es": "Para poner una contraseña nueva, elija Olvidé mi contraseña al entrar.",
        "ru": "Чтобы задать новый пароль, выберите «Забыли пароль» на странице входа.",
        "pt": "Para criar uma nova senha, escolha Esqueci a senha na página de entrada.",
    },
    "fees": {
        "en": "Makers pay 0.1 percent for each trade, takers pay 0.2 percent.",
        "zh-hans": "每笔交易，挂单方支付 0.1% 手续费，吃单方支付 0.2%。",
        "ja": "取引ごとの手数料は、メイカーが0.1%、テイカーが0.2%です。",
        "ko": "거래마다 메이커는 0.1%, 테이커는 0.2% 수수료를 냅니다.",
        "es": "Por cada operación, el maker paga el 0,1 % y el taker el 0,2 %.",
        "ru": "За каждую сделку мейкер платит 0,1 %, тейкер — 0,2 %.",
        "pt": "Em cada negociação, o maker paga 0,1% e o taker paga 0,2%.",
    },
}
QUESTIONS = {
    "withdrawal": {
        "en": "I sent my coins out hours ago and nothing arrived",
        "zh-hans": "我几个小时前转出的币还没到账",
        "ja": "数時間前に送ったコインがまだ届きません",
        "ko": "몇 시간 전에 보낸 코인이 아직 도착하지 않았어요",
        "es": "hice un retiro hace horas y mis monedas no llegan",
        "ru": "вывод сделан несколько часов назад, а монеты не пришли",
        "pt": "tirei minhas moedas há horas e nada chegou",
    },
    "password": {
        "en": "cant log in anymore, dont remember what I typed",
        "zh-hans": "登录不了，忘了密码",
        "ja": "ログインできない、パスワードを思い出せない",
        "ko": "로그인이 안 돼요, 비번이 기억 안 나요",
        "es": "no puedo entrar, no recuerdo la clave",
        "ru": "не могу войти, не помню пароль",
        "pt": "não consigo entrar, não lembro a senha",
    },
    "fees": {
        "en": "how much does it cost to buy",
        "zh-hans": "买币要花多少手续费",
        "ja": "買うときの手数料はいくら",
        "ko": "살 때 수수료가 얼마인가요",
        "es": "cuánto se paga por una operación",
        "ru": "сколько стоит купить, какая комиссия",
        "pt": "quanto custa comprar",
    },
}
LANGUAGES = list(SECTIONS["fees"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["text", "short"])
def test_everyday_words_find_the_section_that_answers(models, kind, language):
    model = getattr(models, kind)
    topics = list(SECTIONS)
    sections = model.passages([SECTIONS[topic][language] for topic in topics])
    questions = model.queries([QUESTIONS[topic][language] for topic in topics])
    nearest = (questions @ sections.T).argmax(axis=1)
    assert [topics[index] for index in nearest] == topics


@pytest.mark.parametrize("kind", ["text", "short"])
def test_a_vector_does_not_depend_on_who_else_asks(models, kind):
    model = getattr(models, kind)
    texts = [text for words in SECTIONS.values() for text in words.values()] + ["?", "long " * 600]
    together = model.passages(texts)
    alone = np.concatenate([model.passages([text]) for text in texts])
    assert np.abs(together - alone).max() < 1e-4
    assert together.dtype == np.float32
    assert together.shape == (len(texts), model.dimensions)


def test_many_threads_at_once_get_what_one_gets(models):
    texts = [text for words in QUESTIONS.values() for text in words.values()]
    expected = models.text.queries(texts), models.short.queries(texts)
    wrong = []

    def ask() -> None:
        got = models.text.queries(texts), models.short.queries(texts)
        if not all(np.allclose(a, b, atol=1e-5) for a, b in zip(got, expected, strict=True)):
            wrong.append(threading.get_ident())

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_no_texts_are_no_vectors(models):
    assert models.text.passages([]).shape == (0, 384)
    assert models.short.queries([]).shape == (0, 512)


def test_what_is_asked_and_what_is_found_are_told_apart_by_the_long_model_alone(models):
    text = ["withdrawal"]
    assert not np.allclose(models.text.queries(text), models.text.passages(text), atol=1e-3)
    assert np.array_equal(models.short.queries(text), models.short.passages(text))
