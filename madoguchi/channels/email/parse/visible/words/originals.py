"""Phrases above an original or forwarded message, and of "write above this line", by language."""

from __future__ import annotations

# Between rules ("-----Original Message-----", "======== 原始邮件 ========"). Lower case.
ORIGINAL: dict[str, tuple[str, ...]] = {
    "cs": ("původní zpráva", "přeposlaná zpráva", "původní e-mail"),
    "da": ("oprindelig meddelelse", "oprindelig besked", "videresendt meddelelse", "videresendt besked"),
    "de": (
        "ursprüngliche nachricht", "originalnachricht", "original nachricht", "antwort nachricht",
        "original-nachricht", "weitergeleitete nachricht", "originalmail", "ursprüngliche mail",
    ),
    "en": ("original message", "reply message", "forwarded message", "original mail", "original email",
           "original appointment", "forwarded by", "forwarded mail", "forwarded email", "replied message"),
    "es": ("mensaje original", "mensaje reenviado", "mensaje de respuesta", "correo original",
           "reenviado por"),
    "fi": ("alkuperäinen viesti", "välitetty viesti", "edelleenlähetetty viesti"),
    "fr": ("message d'origine", "message d’origine", "message original", "message transféré",
           "message initial",
           "message de réponse", "courriel original", "mail original", "e-mail d'origine",
           "e-mail d’origine"),
    "hu": ("eredeti üzenet", "továbbított üzenet", "továbbított levél", "eredeti levél"),
    "it": ("messaggio originale", "messaggio inoltrato", "messaggio originario"),
    "ja": ("元のメッセージ", "オリジナルメッセージ", "転送メッセージ", "転送されたメッセージ", "元のメール",
           "original message", "転送メール", "forwarded message"),
    "ko": ("원본 메시지", "원본 메일", "원본메일", "전달된 메시지", "전달된 메일", "원본 이메일"),
    "nb": ("opprinnelig melding", "original melding", "opprinnelig e-post", "videresendt melding"),
    "nl": ("oorspronkelijk bericht", "origineel bericht", "doorgestuurd bericht", "oorspronkelijke bericht"),
    "pl": ("oryginalna wiadomość", "wiadomość oryginalna", "wiadomość przekazana",
           "treść przekazanej wiadomości",
           "przekazana wiadomość"),
    "pt": ("mensagem original", "mensagem encaminhada", "mensagem de resposta", "mensagem reencaminhada"),
    "ro": ("mesaj original", "mesaj redirecționat", "mesajul original", "mesaj redirecţionat"),
    "ru": ("исходное сообщение", "оригинальное сообщение", "пересылаемое сообщение", "пересланное сообщение",
           "исходное письмо", "конец пересылаемого сообщения", "перенаправленное сообщение"),
    "sv": ("ursprungligt meddelande", "originalmeddelande", "vidarebefordrat meddelande",
           "vidarebefordrat brev"),
    "tr": ("orijinal mesaj", "özgün ileti", "yönlendirilmiş ileti", "iletilmiş mesaj", "orijinal ileti"),
    "uk": ("вихідне повідомлення", "пересилане повідомлення", "оригінальне повідомлення",
           "переслане повідомлення"),
    "vi": ("thư gốc", "tin nhắn gốc", "thư đã chuyển tiếp", "tin nhắn đã chuyển tiếp", "forwarded message"),
    "zh": ("原始邮件", "原始郵件", "原始消息", "原始訊息", "转发的邮件", "轉寄的郵件", "转发邮件",
           "转发邮件信息",
           "已转发邮件", "回复的原邮件", "回复的邮件", "轉寄郵件", "转发的消息", "已轉寄的郵件", "原邮件"),
}  # fmt: skip

# Alone on a line, without rules (Apple Mail and others). Lower case, without the colon.
BARE: frozenset[str] = frozenset(
    {
        "begin forwarded message", "début du message transféré", "début du message réexpédié",
        "anfang der weitergeleiteten nachricht", "anfang der weitergeleiteten e-mail",
        "inicio del mensaje reenviado",
        "início da mensagem reencaminhada", "início da mensagem encaminhada", "inizio messaggio inoltrato",
        "begin doorgestuurd bericht", "vidarebefordrat brev", "videresendt melding",
        "start på videresendt besked",
        "välitetty viesti alkaa", "začátek přeposlané zprávy", "początek przekazywanej wiadomości",
        "начало переадресованного сообщения", "начало пересылаемого сообщения", "開始転送されたメッセージ",
        "転送されたメッセージ", "전달된 메시지 시작", "开始转发的信息", "开始转发信息", "以下是转发的邮件",
        "下面是被转发的邮件",
        "開始轉寄信件", "以下是轉寄的郵件", "iletilen mesajın başlangıcı",
        "bắt đầu tin nhắn được chuyển tiếp",
    }
)  # fmt: skip

PHRASES: tuple[str, ...] = tuple(sorted({p for phrases in ORIGINAL.values() for p in phrases}))

# "Please write above this line": all parts of one tuple stand in the line. Lower case.
ABOVE: tuple[tuple[str, ...], ...] = (
    ("reply", "above this line"), ("respond", "above this line"), ("write above this line",),
    ("type your reply above",), ("above this line to",), ("reply above this",), ("enter", "reply above"),
    ("回复", "此行以上"), ("请在此行", "上方"), ("請在此行", "上方"), ("この行より上",), ("この行の上",),
    ("이 줄 위에",),
    ("이 선 위에",), ("responda", "encima de esta línea"), ("por encima de esta línea",),
    ("выше этой строки",),
    ("над этой строкой",), ("выше этой линии",), ("acima desta linha",), ("oberhalb dieser zeile",),
    ("über dieser zeile",), ("au-dessus de cette ligne",), ("sopra questa riga",), ("boven deze regel",),
    ("powyżej tej linii",), ("nad tento řádek",), ("ovenfor denne linje",), ("över denna rad",),
    ("bu satırın üst",), ("phía trên dòng này",),
)  # fmt: skip
