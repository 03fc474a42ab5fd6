"""Words that say what a neighbouring value is, in seven languages, as data.

A trailing `*` stands for any ending (Russian declines); a space matches a space, hyphen,
underscore or nothing.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import ClassVar

SIGN_IN = """
password|passwords|passwd|passcode|passphrase|pwd|pass word|pass|密码|密碼|口令|パスワード|暗証番号
비밀번호|비번|패스워드|암호|contraseña|contrasena|clave|clave de acceso|парол*|senha|senha de acesso
palavra-passe
"""
PIN = """
pin|pin code|pin number|pin コード|ピンコード|핀 번호|핀번호|código pin|codigo pin|пин|пин-код*
пинкод*|pin码|pin碼
"""
PRIVATE_KEY = """
private key|secret key|priv key|privkey|wallet key|spend key|signing key|wif key|key to my wallet
私钥|私鑰|密钥|密鑰|秘密鍵|プライベートキー|シークレットキー|개인키|개인 키|프라이빗 키|프라이빗키
비밀키|clave privada|llave privada|clave secreta|приватн* ключ*|закрыт* ключ*|секретн* ключ*
chave privada|chave secreta
"""
SEED_PHRASE = """
seed|seed phrase|seed words|recovery phrase|recovery words|secret phrase|backup phrase|mnemonic
mnemonics|12 words|24 words|wallet words|助记词|助記詞|种子短语|種子短語|助记|シードフレーズ
リカバリーフレーズ|ニーモニック|復元フレーズ|シード|시드 구문|시드구문|시드|니모닉|복구 구문
복구구문|frase semilla|semilla|frase de recuperación|frase de recuperacion|palabras semilla|сид
сид-фраз*|сид фраз*|мнемоник*|фраз* восстановлени*|frase-semente|frase semente|frase de recuperação
frase de recuperacao|palavras-semente
"""
ONE_TIME_CODE = """
verification code|verify code|security code|authentication code|authenticator code|auth code
login code|sign in code|sms code|text code|email code|confirmation code|access code|2fa|2fa code
mfa code|otp|otp code|totp|one time code|one time password|one time passcode|google authenticator
google code|6 digit code|six digit code|authenticator|验证码|驗證碼|动态码|動態碼|短信码|短信驗證
校验码|认证码|谷歌验证|動態密碼|动态密码|認証コード|確認コード|ワンタイムパスワード|認証番号
ワンタイムコード|二段階認証|確認番号|セキュリティコード|인증번호|인증코드|인증 번호|인증 코드
확인 코드|확인코드|보안 코드|보안코드|일회용|código de verificación|codigo de verificacion
código de seguridad|codigo de seguridad|código sms|codigo sms|código de confirmación
codigo de confirmacion|código de acceso|código de autenticación|codigo de autenticacion
код* подтверждения|код* из смс|код* из sms|смс код*|смс-код*|sms-код*|код* верификации|код* проверки
код* аутентификации|одноразов* код*|одноразов* парол*|код* безопасности|двухфакторн*
código de verificação|codigo de verificacao|código de segurança|codigo de seguranca
código de confirmação|codigo de confirmacao|código de autenticação|codigo de autenticacao|token
código do sms|código por sms
"""
# "code" alone counts only where the value follows at once, and not after these.
PLAIN_CODE = "code|código|codigo|код*|コード|코드|代码|码|認証|인증"
NOT_A_SIGN_IN_CODE = """
error|order|item|part|model|booking|country|postal|post|zip|area|dial|dialing|promo|promotion|sort|swift|bank|branch|status
response|referral|ref|coupon|discount|reference|tracking|routing|product|source|qr|bar|invite
invitation|voucher|gift|currency|city|state|http|exit|reason|merchant|mcc|bic|postcode|gate|dress
lock|de error|почтов* код*|エラー|国|郵便|招待|错误|邮政|邀请|에러|오류|우편|추천
"""
API = """
api key|api secret|secret key|apikey|apisecret|access key|api token
access token|client secret|app secret|webhook secret|api passphrase|api 密钥
api密钥|api 密鑰|密钥|密鑰|apiキー|apiシークレット|アクセスキー|api 키|api키|시크릿 키|액세스 키|clave api
clave de api|clave secreta|ключ* api|api ключ*|api-ключ*|chave api
chave de api|chave da api|chave secreta
"""
# These say so only of what follows closely.
API_LOOSE = "api|secret|bearer|token|シークレット|トークン|시크릿|토큰|секрет*|токен*|segredo"
TOTP_SEED = """
authenticator|google authenticator|2fa|totp|mfa|otp|setup key|two factor|two-factor|2-step|2 step
backup key|secret key|身份验证器|身分驗證器|谷歌验证器|谷歌验证|二次验证|双重验证|二段階認証
認証アプリ|認証システム|セットアップキー|이중 인증|2단계 인증|구글 otp|autenticador|dos factores
dois fatores|аутентификатор*|двухфакторн*
"""
TRANSACTION = """
txid|tx id|tx|tx hash|txhash|transaction|transaction id|transaction hash|hash|trx|block hash|block
transfer id|explorer|transactions|deposit hash|withdrawal hash|deposit|withdrawal|signature|checksum
sha256|sha-256|commit|digest|交易哈希|交易id|交易号|交易號|哈希|哈希值|區塊|区块|取引ハッシュ|取引id
トランザクション|トランザクションid|ハッシュ|取引|트랜잭션|트랜잭션 id|해시|거래 해시|거래id|거래 id
transacción|transaccion|id de transacción|хеш*|хэш*|транзакц*|transação|transacao
"""
CARD = """
card|cards|credit|debit|visa|mastercard|master card|amex|american express|maestro|unionpay|jcb
diners|discover|pan|cc|卡号|卡號|银行卡|銀行卡|信用卡|借记卡|カード|カード番号|카드|카드번호|tarjeta
tarjetas|карт*|cartão|cartao|cartões|mir|elo
"""
# What a number near these words is, it is not a card.
NOT_A_CARD = """
order|order no|order id|order number|uid|user id|account id|txid|tx id|transaction id|reference|ref
tracking|ticket|case id|case number|invoice|timestamp|phone number|tel|whatsapp|imei|serial|订单
訂單|订单号|工单|交易id|用户id|電話|电话|注文|注文番号|注文id|問い合わせ番号|ユーザーid|주문
주문번호|주문 번호|사용자 id|전화번호|pedido|referencia|teléfono|telefono|заказ*|номер* заказа
ордер*|телефон*|referência|protocolo|telefone|memo|destination tag|block height|block number|nonce
wei
"""
CVV = """
cvv|cvc|cvv2|cvc2|cvn|安全码|安全碼|セキュリティコード|codigo de seguridad cvv|код* cvv|код* cvc
"""

US_ID = "ssn|social security|social security number"
ES_ID = "dni|nie|nif|documento|identidad"
JP_ID = "マイナンバー|個人番号|mynumber"
BR_ID = "cpf"
RU_ID = "инн|inn"
IN_ID = "aadhaar|aadhar|uidai"
KR_ID = "주민번호|주민등록번호|주민등록|rrn|resident registration"
NATIONAL_ID = f"{US_ID}|{ES_ID}|{JP_ID}|{BR_ID}|{RU_ID}|{IN_ID}|{KR_ID}"


def variants(family: str) -> list[str]:
    """The cues of one family; lines and bars separate them."""
    return [cue.strip().lower() for line in family.splitlines() for cue in line.split("|") if cue.strip()]


class Cue:
    """The cues of some families as one search over lower-cased text (underscores as spaces).

    The pattern begins with literals, so that the engine skips by first character; what precedes is
    checked after. It is compiled when it is first used: all of them take longer than the rest of a start.
    """

    made: ClassVar[list[Cue]] = []

    def __init__(self, *families: str) -> None:
        self._families = families
        self.made.append(self)

    @classmethod
    def load(cls) -> None:
        """Compile all that there are."""
        for cue in cls.made:
            _ = cue._search

    @cached_property
    def _search(self) -> re.Pattern[str]:
        spaced: list[str] = []
        unspaced: list[str] = []
        for family in self._families:
            for cue in sorted(variants(family), key=len, reverse=True):
                shape = r"[\s-]{0,2}".join(_word(part) for part in re.split(r"[ -]", cue))
                (unspaced if is_unspaced(cue) else spaced).append(shape)
        shapes = [shape + f"(?!{_LETTER})" for shape in sorted(spaced, key=len, reverse=True)] + unspaced
        return re.compile("|".join(shapes))

    def spans(self, lower: str) -> list[tuple[int, int]]:
        """Start and end of each match that does not begin inside a word."""
        return [m.span() for m in self._search.finditer(lower) if not self._inside_word(lower, m.start())]

    def found(self, lower: str) -> bool:
        return bool(self.spans(lower))

    @staticmethod
    def _inside_word(lower: str, start: int) -> bool:
        return start > 0 and bool(_LETTERS.match(lower, start - 1))


# Scripts that write spaces: beside Han, kana or Hangul a Latin word stands alone even without a space.
_LETTER = "[a-z0-9\u00df-\u024f\u0400-\u052f]"
_LETTERS = re.compile(_LETTER + "{2}")


def is_unspaced(cue: str) -> bool:
    """Whether the cue is written without spaces around it: it holds Han, kana or Hangul."""
    return any("\u3040" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7af" for c in cue)


def _word(part: str) -> str:
    return re.escape(part.removesuffix("*")) + (r"[^\W_]*" if part.endswith("*") else "")
