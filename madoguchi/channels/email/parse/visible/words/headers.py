"""Names of header fields in quoted or forwarded header blocks (Outlook and others), by language.

Each field: the seven languages of the product first, then the others.
"""

from __future__ import annotations

FIELDS: dict[str, tuple[str, ...]] = {
    "from": (
        "from", "发件人", "寄件者", "寄件人", "發件人", "差出人", "送信者", "보낸 사람", "보낸사람",
        "보낸이", "발신",
        "de", "от", "от кого", "von", "da", "van", "od", "fra", "från", "lähettäjä", "kimden", "gönderen",
        "từ",
        "відправник", "від", "feladó", "de la", "από", "dari", "saatja", "مِن", "من", "מאת", "จาก",
        "expéditeur",
        "remitente", "remetente", "mittente", "absender", "odosielateľ", "odesílatel", "nadawca", "afzender",
    ),
    "sent": (
        "sent", "发送时间", "傳送日期", "寄件日期", "發送時間", "送信日時", "보낸 날짜", "보낸날짜",
        "enviado",
        "enviado el", "enviado em", "enviada em", "enviada", "отправлено", "gesendet", "envoyé", "envoyé le",
        "inviato", "verzonden", "wysłano", "wysłane", "sendt", "skickat", "lähetetty", "odesláno",
        "odoslané",
        "gönderildi", "gönderilme tarihi", "gönderilen", "đã gửi", "надіслано", "elküldve", "küldve",
        "trimis",
        "στάλθηκε", "dikirim", "message du", "enviado a las",
    ),
    "date": (
        "date", "日期", "时间", "日時", "日付", "날짜", "일시", "fecha", "дата", "data", "datum", "dato",
        "päiväys",
        "päivämäärä", "tarih", "ngày", "dátum", "dată", "ημερομηνία", "tanggal", "date d'envoi",
    ),
    "to": (
        "to", "收件人", "收件者", "宛先", "받는 사람", "받는사람", "수신", "para", "кому", "an", "à", "a",
        "pour",
        "aan", "do", "til", "till", "vastaanottaja", "komu", "pro", "kime", "alıcı", "đến", "tới", "címzett",
        "către", "προς", "kepada", "destinataire", "destinatario", "destinatário", "empfänger", "adresát",
        "إلى",
    ),
    "cc": (
        "cc", "bcc", "抄送", "副本", "参照", "참조", "копия", "kopie", "copie à", "copie", "kopia", "kopi",
        "dw", "copia", "с копией", "ccn", "cci", "cco", "kopio", "bilgi", "đồng kính gửi",
    ),
    "subject": (
        "subject", "主题", "主旨", "主題", "件名", "제목", "asunto", "тема", "assunto", "betreff", "objet",
        "oggetto",
        "onderwerp", "temat", "emne", "ämne", "aihe", "předmět", "predmet", "konu", "chủ đề", "tiêu đề",
        "tárgy",
        "subiect", "θέμα", "subyek", "temat", "الموضوع", "נושא", "sujet",
    ),
    "other": (
        "reply-to", "reply to", "message-id", "importance", "risposta", "rispondi a", "antwort an",
        "répondre à",
        "responder a", "responder para", "priority", "attachments", "附件", "添付ファイル", "첨부",
        "anhänge",
        "organization", "priorität", "wichtigkeit", "importancia", "importance", "newsgroups",
        "antwoord aan",
    ),
}  # fmt: skip

FIELD_OF: dict[str, str] = {name: field for field, names in FIELDS.items() for name in names}
LONGEST = max(map(len, FIELD_OF))
