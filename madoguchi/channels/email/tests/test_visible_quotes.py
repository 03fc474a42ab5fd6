"""Kim, Yuki and Marta answer our mails; the desk shows what they wrote and folds what they quoted."""

from __future__ import annotations

import pytest

from madoguchi.channels.email.parse.visible import visible_text

OURS = "Thank you for your message.\n\nPlease send us the transaction id.\nAda, support"
QUOTED = "\n".join(f"> {line}" for line in OURS.split("\n"))

REPLIES = {
    "en": ("Here it is: 4a5e1e4b\nThanks, Kim", "On Mon, 3 May 2027 at 10:15, Ada <ada@desk.example> wrote:"),
    "zh": ("交易编号是 4a5e1e4b，谢谢。", "Ada <ada@desk.example> 于2027年5月3日周一 上午10:15写道："),
    "ja": ("取引番号は 4a5e1e4b です。", "2027年5月3日(月) 10:15 Ada <ada@desk.example>:"),
    "ko": (
        "거래 번호는 4a5e1e4b 입니다.",
        "2027년 5월 3일 (월) 오전 10:15, Ada <ada@desk.example>님이 작성:",
    ),
    "es": (
        "El identificador es 4a5e1e4b.",
        "El lun, 3 may 2027 a las 10:15, Ada (<ada@desk.example>) escribió:",
    ),
    "ru": ("Номер операции 4a5e1e4b.", "пн, 3 мая 2027 г. в 10:15, Ada <ada@desk.example>:"),
    "pt": ("O número é 4a5e1e4b.", "Em seg., 3 de mai. de 2027 às 10:15, Ada <ada@desk.example> escreveu:"),
    "de": ("Die Nummer ist 4a5e1e4b.", "Am Mo., 3. Mai 2027 um 10:15 Uhr schrieb Ada <ada@desk.example>:"),
    "fr": ("Voici : 4a5e1e4b", "Le lun. 3 mai 2027 à 10:15, Ada <ada@desk.example> a écrit :"),
    "it": ("Eccolo: 4a5e1e4b", "Il giorno lun 3 mag 2027 alle ore 10:15 Ada <ada@desk.example> ha scritto:"),
    "nl": ("Het nummer is 4a5e1e4b", "Op ma 3 mei 2027 om 10:15 schreef Ada <ada@desk.example>:"),
    "pl": ("Numer to 4a5e1e4b", "pon., 3 maj 2027 o 10:15 Ada <ada@desk.example> napisał(a):"),
    "da": ("Nummeret er 4a5e1e4b", "man. 3. maj 2027 kl. 10.15 skrev Ada <ada@desk.example>:"),
    "sv": ("Numret är 4a5e1e4b", "Den mån 3 maj 2027 kl 10:15 skrev Ada <ada@desk.example>:"),
    "fi": ("Numero on 4a5e1e4b", "ma 3. toukok. 2027 klo 10.15 Ada (ada@desk.example) kirjoitti:"),
    "cs": ("Číslo je 4a5e1e4b", "po 3. 5. 2027 v 10:15 odesílatel Ada <ada@desk.example> napsal:"),
    "tr": ("Numara 4a5e1e4b", "Ada <ada@desk.example>, 3 May 2027 Pzt, 10:15 tarihinde şunu yazdı:"),
    "vi": ("Mã là 4a5e1e4b", "Vào Th 2, 3 thg 5, 2027 vào lúc 10:15 Ada <ada@desk.example> đã viết:"),
}


@pytest.mark.parametrize("language", REPLIES)
@pytest.mark.parametrize("below", [f"\n\n{QUOTED}\n", f"\n{QUOTED}", f"\n\n{OURS}\n"])
def test_a_reply_above_the_quote(language: str, below: str) -> None:
    written, intro = REPLIES[language]
    assert visible_text(f"{written}\n\n{intro}{below}") == written


@pytest.mark.parametrize("language", REPLIES)
def test_a_reply_below_the_quote(language: str) -> None:
    written, intro = REPLIES[language]
    assert visible_text(f"{intro}\n\n{QUOTED}\n\n{written}") == written


@pytest.mark.parametrize("at", range(3, 50, 4))
def test_an_intro_wrapped_anywhere(at: int) -> None:
    intro = "On Mon, 3 May 2027 at 10:15, Ada of the support desk <ada@desk.example> wrote:"
    cut = intro.rindex(" ", 0, at + 4)
    wrapped = f"{intro[:cut]}\n{intro[cut + 1 :]}"
    assert visible_text(f"Yes, please.\n\n{wrapped}\n\n{QUOTED}") == "Yes, please."


@pytest.mark.parametrize(
    "intro",
    [
        "On 3 May 2027, at 10:15, Ada <\nada.of.the.support.desk\n@desk.example>\nwrote:",
        "On Mon, May 3, 2027 at 10:15 AM Ada\n\n<\nmailto:Ada <ada@desk.example>\n> wrote:",
        'At 2027-05-03 10:15:00, "Ada" <ada@desk.example> wrote:',
        "---- On Mon, 03 May 2027 10:15:22 +0200 Ada <ada@desk.example> wrote ----",
        "---- Ada Support wrote ----",
        "Ada/Support/Desk wrote on 05/03/2027 10:15:22 AM:",
        "‐‐‐‐‐‐‐ Original Message ‐‐‐‐‐‐‐",
        "-----Original Message-----",
        "------------------ 原始邮件 ------------------",
        "-----Исходное сообщение-----",
        "----- Mensagem original -----",
        "-----Mensaje original-----",
        "----- 원본 메시지 -----",
        "-----元のメッセージ-----",
        "##- Please type your reply above this line -##",
    ],
)
def test_other_ways_to_announce_a_quote(intro: str) -> None:
    assert visible_text(f"Yes, please.\n\n{intro}\n{OURS}") == "Yes, please."


@pytest.mark.parametrize(
    "block",
    [
        "From: Ada <ada@desk.example>\nSent: Monday, May 3, 2027 10:15 AM\nTo: Kim\nSubject: Your deposit",
        "*From:* Ada [mailto:\nada@desk.example]\n*Sent:* Monday\n*To:* Kim\n*Subject:* Your deposit",
        "发件人: Ada <ada@desk.example>\n发送时间: 2027年5月3日 10:15\n收件人: Kim\n主题: 存款",
        "寄件者: Ada\n寄件日期: 2027年5月3日\n收件者: Kim\n主旨: 存款",
        "差出人: Ada <ada@desk.example>\n送信日時: 2027年5月3日\n宛先: Yuki\n件名: 入金",
        "보낸 사람: Ada <ada@desk.example>\n보낸 날짜: 2027년 5월 3일\n받는 사람: Kim\n제목: 입금",
        "De: Ada <ada@desk.example>\nEnviado: lunes, 3 de mayo\nPara: Marta\nAsunto: Su depósito",
        "От: Ada <ada@desk.example>\nОтправлено: 3 мая 2027\nКому: Kim\nТема: Депозит",
        "De: Ada <ada@desk.example>\nEnviada em: segunda-feira\nPara: Marta\nAssunto: Depósito",
        "Von: Ada <ada@desk.example>\nGesendet: Montag\nAn: Kim\nBetreff: Einzahlung",
        "   De : Ada<mailto:ada@desk.example>\n   Envoyé le :lundi 3 mai 2027\n   À : Kim\n   Objet :Dépôt",
    ],
)
@pytest.mark.parametrize(
    "rule", ["", "________________________________\n", " ------------------------------\n\n"]
)
def test_header_blocks_of_outlook_and_others(block: str, rule: str) -> None:
    assert visible_text(f"Thanks!\n\n{rule}{block}\n\n{OURS}") == "Thanks!"


def test_answers_between_the_quotes_stay_with_their_questions() -> None:
    inline = "> Which coin?\n\nBTC\n\n> How much?\n\n0.5"
    intro = REPLIES["en"][1]
    assert visible_text(f"{intro}\n\n{inline}") == inline
    assert visible_text(f"{intro}\n\n{inline}\n\n> Ada, support") == inline


def test_a_quoted_line_wrapped_without_its_mark_is_no_answer() -> None:
    quote = "> We have seen your deposit on the chain and it waits for the confirmations that\nare still missing\n> Ada"
    assert visible_text(f"Good.\n\n{REPLIES['en'][1]}\n{quote}") == "Good."


def test_reply_and_intro_on_one_line() -> None:
    assert (
        visible_text("Yes On Mon, May 3, 2027 at 10:15 AM, ada@desk.example wrote:\n> Is it solved?") == "Yes"
    )


def test_a_mail_that_is_only_a_quote_or_a_forward_keeps_its_content() -> None:
    assert visible_text("> I never got my coins.") == "> I never got my coins."
    forward = "---------- Forwarded message ---------\nFrom: Kim <kim@x.example>\nSubject: Help\nTo: s\n\nI lost my phone."
    assert visible_text(forward) == "I lost my phone."
    assert visible_text(f"{REPLIES['en'][1]}\n\nI lost my phone.") == "I lost my phone."


def test_nothing_in_nothing_out() -> None:
    assert visible_text("") == ""
    assert visible_text("\n \r\n\t") == ""
    assert visible_text(f"> {REPLIES['en'][1]}\n>\n>> {REPLIES['en'][1]}\n>>\n") == ""
