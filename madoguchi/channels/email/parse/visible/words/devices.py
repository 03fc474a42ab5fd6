"""Lines that a mail program adds below a mail ("Sent from my iPhone"), by language.

A tuple holds how such a line starts (lower case), or how it ends where the verb stands last.
"""

from __future__ import annotations

STARTS: dict[str, tuple[str, ...]] = {
    "cs": ("odesláno z", "odesláno ze", "odesláno pomocí", "odesláno přes", "získejte outlook",
           "stáhnout outlook"),
    "da": ("sendt fra", "sendt via", "sendt med", "hent outlook"),
    "de": ("gesendet von", "gesendet mit", "gesendet aus", "gesendet über", "gesendet via",
           "holen sie sich outlook",
           "outlook für", "diese nachricht wurde von mein", "diese nachricht wurde mit", "versendet mit",
           "versandt mit",
           "von unterwegs gesendet"),
    "el": ("στάλθηκε από", "εστάλη από"),
    "en": ("sent from", "sent via", "sent with", "sent using", "sent by", "sent through", "get outlook for",
           "from my iphone", "from my ipad", "from my android", "from my mobile", "from my blackberry",
           "from my phone", "from my samsung", "sent on the go", "composed on my", "typed on my",
           "written on my",
           "download outlook", "outlook for", "sent on the new sprint", "sent securely with",
           "sent securely from",
           "envoyed from"),
    "es": ("enviado desde", "enviado con", "enviado por", "enviado vía", "enviado mediante",
           "enviado a través de",
           "obtener outlook", "obtén outlook", "descargar outlook", "enviado de"),
    "fi": ("lähetetty", "hanki outlook"),
    "fr": ("envoyé depuis", "envoyé de ", "envoyé à partir", "envoyé avec", "envoyé via", "envoyé par",
           "envoyé d'", "télécharger outlook", "obtenez outlook", "obtenir outlook", "téléchargez outlook"),
    "he": ("נשלח מ", "נשלחה מ"),
    "hu": ("elküldve", "küldve", "iphone-omról küldve"),
    "id": ("dikirim dari", "terkirim dari"),
    "it": ("inviato da", "inviato dal", "inviato con", "inviato tramite", "scarica outlook",
           "ottieni outlook",
           "inviata da"),
    "ja": ("outlook for ios", "outlook for android", "ios 版 outlook", "android 版 outlook"),
    "ko": ("나의 iphone에서", "내 iphone에서", "ios용 outlook", "android용 outlook"),
    "nb": ("sendt fra", "sendt med", "skaff deg outlook", "last ned outlook", "få outlook"),
    "nl": ("verzonden vanaf", "verzonden met", "verzonden via", "verzonden van", "verzonden vanuit",
           "verstuurd vanaf",
           "verstuurd met", "verstuurd via", "outlook voor", "download outlook", "verstuurd van"),
    "pl": ("wysłane z", "wysłano z", "wysłane ze", "wysłano ze", "wysłane przez", "wysłano za pomocą",
           "pobierz outlook",
           "pobierz aplikację outlook", "uzyskaj outlook", "pobierz program outlook"),
    "pt": ("enviado do", "enviado da", "enviado de", "enviado a partir", "enviado via", "enviado pelo",
           "enviado com",
           "enviada do", "obter o outlook", "obter outlook", "baixar o outlook"),
    "ro": ("trimis de pe", "trimis din", "trimis de la", "obțineți outlook"),
    "ru": ("отправлено с", "отправлено из", "отправлено от", "отправлено через", "отправлено со",
           "получить outlook",
           "скачать outlook", "послано с"),
    "sv": ("skickat från", "skickad från", "skickat med", "skickat via", "hämta outlook", "skaffa outlook"),
    "th": ("ส่งจาก",),
    "tr": ("ios için outlook", "android için outlook", "outlook'u edinin"),
    "uk": ("надіслано з", "надіслано із", "відправлено з", "отримати outlook"),
    "vi": ("đã gửi từ", "được gửi từ", "gửi từ", "tải outlook", "nhận outlook"),
    "zh": ("发自我的", "發自我的", "来自我的", "從我的", "从我的", "发自", "發自", "发送自", "傳送自",
           "获取适用于",
           "取得 ios 版", "下载适用于", "取得 android", "下載 ios", "獲取 outlook", "获取 outlook",
           "寄自我的", "寄自"),
}  # fmt: skip

ENDS: dict[str, tuple[str, ...]] = {
    "de": ("gesendet", "gesendet.", "verschickt", "geschrieben."),
    "en": ("from mobile",),
    "hu": ("küldve", "küldtem"),
    "ja": ("から送信", "から送信されました", "から送信しました", "から送っています", "を入手"),
    "ko": ("에서 보냄", "에서 보냈습니다", "에서 발송", "에서 전송", "에서 보낸 메일", "다운로드"),
    "tr": ("gönderildi", "gönderildi.", "gönderilmiştir"),
    "zh": ("傳送", "发送", "寄出", "發送"),
}

# A line that ends so is a device line only where it also names a device.
DEVICE_WORDS: tuple[str, ...] = (
    "iphone", "ipad", "ipod", "android", "outlook", "samsung", "galaxy", "blackberry", "mobil", "phone",
    "huawei",
    "xiaomi", "handy", "smartphone", "windows", "yahoo", "gmail", "telefon", "tablet", "mail", "k-9",
    "手机", "手機",
    "携帯", "スマートフォン", "스마트폰", "휴대폰", "aquos", "xperia", "pixel", "oppo", "vivo", "redmi",
)  # fmt: skip

# The customer's own words about money, never a device: such a line is kept.
MONEY_WORDS: tuple[str, ...] = (
    "wallet", "account", "address", "exchange", "bank", "ledger", "trezor", "metamask", "coinbase",
    "binance", "kraken",
    "btc", "eth", "usd", "bitcoin", "钱包", "錢包", "账户", "帳戶", "地址", "ウォレット", "口座",
    "アドレス", "取引所",
    "지갑", "계정", "계좌", "주소", "거래소", "billetera", "monedero", "cuenta", "dirección", "кошел",
    "аккаунт", "адрес",
    "счет", "счёт", "бирж", "carteira", "conta", "endereço", "konto", "compte", "portefeuille", "adresse",
    "rekening",
    "portfel", "cüzdan", "hesap", "ví ", "tài khoản", "lompakko", "tili", "účet", "peněženk", "plånbok",
    "lommebok",
)  # fmt: skip

EXCUSES: tuple[str, ...] = (
    "please", "pls", "excuse", "sorry", "apolog", "pardon", "forgive", "brevity", "typo", "so ", "bitte",
    "entschuldig",
    "désolé", "disculp", "scus", "извин", "desculp", "thanks", "with ", "on the", "for ", "на ", "für",
    "para", "voor",
)  # fmt: skip

ALL_STARTS: tuple[str, ...] = tuple(sorted({s for starts in STARTS.values() for s in starts}))
ALL_ENDS: tuple[str, ...] = tuple(sorted({e for ends in ENDS.values() for e in ends}))
