"""Languages that nobody speaks, with words as frequent as in those that people do."""

from __future__ import annotations

import random

LANGUAGES = ("en", "zh-hans", "ja", "ko", "es", "ru", "pt")
LETTERS = {
    "zh-hans": "提现充值地址网络手续费账户密码验证登录钱包确认到账交易订单限额银行转账冻结客服时间问题请求处理完成",
    "ja": "出金入金手数料口座確認認証登録送金残高注文取引限度銀行時間問題処理完了のがをにはでとしたいますくれ",
    "ko": "출금입금수수료계정확인인증등록송금잔고주문거래한도은행시간문제처리완료는이가을를에서로하고합니다",
}
SYLLABLES = tuple(a + b for a in ("b", "d", "fr", "g", "l", "m", "pr", "st", "t") for b in "aeiou")
CYRILLIC = tuple(a + b for a in ("б", "в", "г", "д", "кр", "л", "м", "ст", "пр") for b in "аеиоу")


class Writer:
    """Words of a language, as often as words are: a few everywhere, most of them rarely."""

    def __init__(self, lang: str, seed: int) -> None:
        self.lang, self.dice = lang, random.Random(f"{lang} {seed}")
        vocabulary = random.Random(lang)
        made = {self._word(vocabulary) for _ in range(12_000)}
        self.words = sorted(made)
        vocabulary.shuffle(self.words)

    def _word(self, dice: random.Random) -> str:
        letters = LETTERS.get(self.lang)
        if letters:
            return "".join(dice.choices(letters, k=dice.randint(1, 4)))
        return "".join(dice.choices(CYRILLIC if self.lang == "ru" else SYLLABLES, k=dice.randint(1, 4)))

    def some(self, count: int) -> str:
        places = [
            min(int(self.dice.paretovariate(0.5)) - 1, len(self.words) * 1000) % len(self.words)
            for _ in range(count)
        ]
        return ("" if self.lang in ("zh-hans", "ja") else " ").join(self.words[place] for place in places)

    def section(self) -> str:
        end = "。" if self.lang in ("zh-hans", "ja") else ". "
        return end.join(self.some(self.dice.randint(8, 16)) for _ in range(4)) + end.strip()
