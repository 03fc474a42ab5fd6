"""The words that announce a quote: "On … wrote:" as mail programs print it, by language."""

from __future__ import annotations

WROTE: dict[str, tuple[str, ...]] = {
    "ar": ("كتب", "كتبت"),
    "bg": ("написа",),
    "ca": ("va escriure", "ha escrit"),
    "cs": ("napsal(a)", "napsal", "napsala", "napsal/a"),
    "da": ("skrev", "skrev følgende"),
    "de": ("schrieb", "geschrieben", "schrieb folgendes"),
    "el": ("έγραψε",),
    "en": ("wrote", "writes"),
    "es": ("escribió", "escribio", "ha escrito"),
    "et": ("kirjutas",),
    "fi": ("kirjoitti",),
    "fr": ("a écrit", "a ecrit", "écrit"),
    "he": ("כתב", "כתבה", "כתב/ה", "\u202bכתב"),
    "hr": ("je napisao/la", "je napisao", "je napisala", "napisao je", "napisala je"),
    "hu": ("írta", "ezt írta"),
    "id": ("menulis",),
    "it": ("ha scritto", "scrisse", "ha scritto"),
    "ja": ("書きました", "のメール", "のメッセージ", "書いた"),
    "ko": ("작성", "썼습니다", "쓴 글", "작성했습니다", "보낸 메시지"),
    "lt": ("rašė",),
    "lv": ("rakstīja",),
    "nb": ("skrev", "skreiv"),
    "nl": ("schreef", "geschreven"),
    "pl": ("napisał(a)", "napisał", "napisała", "pisze"),
    "pt": ("escreveu",),
    "ro": ("a scris",),
    "ru": ("написал", "написала", "написал(а)", "пишет", "писал", "писал(а)", "писала"),
    "sk": ("napísal(a)", "napísal", "napísala"),
    "sl": ("je napisal", "je napisala", "je napisal/a"),
    "sv": ("skrev",),
    "th": ("เขียนว่า", "เขียน"),
    "tr": ("yazdı", "şunu yazdı", "şunları yazdı", "yazmış"),
    "uk": ("пише", "написав", "написала", "написав(ла)", "написав(-ла)"),
    "vi": ("đã viết", "viết"),
    "zh": ("写道", "寫道", "写到", "写", "寫", "撰寫"),
}

ENDINGS: tuple[str, ...] = tuple(sorted({word for words in WROTE.values() for word in words}))

# Only words that stand alone between spaces can be met inside a line ("Op … schreef Jan <…>:").
INSIDE: tuple[str, ...] = tuple(f" {word} " for word in ENDINGS if word.isascii() or word[0].isalpha())

# What a quote's first line starts with: "On", "Le", "Am" … Lower case.
STARTS: frozenset[str] = frozenset(
    {
        "on", "at", "le", "el", "em", "am", "il", "op", "den", "på", "w", "dnia", "dne", "dňa", "vào", "lúc",
        "在", "于", "於", "в", "на", "στις", "pada", "tarih", "d.", "giorno", "dia", "tanggal", "dana",
        "kl.", "li",
    }
)  # fmt: skip

# News readers and old programs begin with words. Lower case.
PHRASES: tuple[str, ...] = (
    "in article ",
    "in message ",
    "in a message dated",
    "quoting ",
    "zitat von ",
    "citando ",
)

# Who begins so speaks about a mail of their own. Lower case.
PERSONS: tuple[str, ...] = (
    "i ",
    "we ",
    "ich ",
    "wir ",
    "я ",
    "мы ",
    "yo ",
    "eu ",
    "je ",
    "io ",
    "ik ",
    "ja ",
    "jeg ",
    "jag ",
)
