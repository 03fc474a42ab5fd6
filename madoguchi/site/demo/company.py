"""Brand, legal entity, calendars, teams, roles and inboxes of Hoshi Exchange."""

from __future__ import annotations

from madoguchi.company.models import Brand, Calendar, Holiday, LegalEntity
from madoguchi.inbox.models import CannedReply, CannedText, Inbox
from madoguchi.languages import CODES
from madoguchi.people.actions import ensure_roles
from madoguchi.people.models import Team
from madoguchi.routing.models import Rule
from madoguchi.trust.actions import add_channel
from madoguchi.trust.models import Kind

WORKDAYS = ("mon", "tue", "wed", "thu", "fri")
ALL_DAYS = (*WORKDAYS, "sat", "sun")
WIDGET_KEY = "hoshi-demo"


def make_company() -> None:
    entity = LegalEntity.objects.create(
        name="Hoshi Exchange K.K.", country="JP", address="1-2-3 Kabutocho, Chuo-ku, Tokyo 103-0026, Japan"
    )
    brand = Brand.objects.create(
        key="hoshi",
        name="Hoshi Exchange",
        legal_entity=entity,
        site="https://hoshi.example",
        languages=list(CODES),
        default_language="en",
    )
    calendars = _calendars()
    teams = _teams()
    ensure_roles()
    _inboxes(brand, calendars, teams)
    _rules(teams)
    _canned(teams)
    _official_channels(brand)


def _calendars() -> dict[str, Calendar]:
    always = Calendar.objects.create(
        name="Chat, round the clock", time_zone="UTC", hours={day: [["00:00", "24:00"]] for day in ALL_DAYS}
    )
    tokyo = Calendar.objects.create(
        name="Tokyo office",
        time_zone="Asia/Tokyo",
        hours={day: [["09:00", "12:00"], ["13:00", "18:00"]] for day in WORKDAYS},
        special_days={"2026-12-30": [["09:00", "12:00"]]},
    )
    for day, name in (("2026-11-23", "勤労感謝の日"), ("2026-12-31", "大晦日"), ("2027-01-01", "元日")):
        Holiday.objects.create(calendar=tokyo, date=day, name=name)
    return {"always": always, "tokyo": tokyo}


def _teams() -> dict[str, Team]:
    return {
        key: Team.objects.create(key=key, name=name, languages=languages)
        for key, name, languages in (
            ("front", "Front desk", list(CODES)),
            ("payments", "Deposits and withdrawals", ["en", "zh-hans", "ja", "ko"]),
            ("security", "Account security", ["en", "ja"]),
            ("vip", "VIP desk", ["en", "zh-hans", "ja"]),
        )
    }


def _inboxes(brand: Brand, calendars: dict[str, Calendar], teams: dict[str, Team]) -> None:
    Inbox.objects.create(
        brand=brand,
        channel="web_form",
        name="Contact form",
        address="hoshi",
        team=teams["front"],
        calendar=calendars["tokyo"],
        languages=list(CODES),
    )
    Inbox.objects.create(
        brand=brand,
        channel="email",
        name="Support mail",
        address="support@hoshi.example",
        team=teams["front"],
        calendar=calendars["tokyo"],
        languages=list(CODES),
        settings={"poll": False},
    )
    Inbox.objects.create(
        brand=brand,
        channel="website_chat",
        name="Website chat",
        address=WIDGET_KEY,
        team=teams["front"],
        calendar=calendars["always"],
        languages=list(CODES),
        settings={"origins": ["http://127.0.0.1:8000", "http://localhost:8000"]},
    )


def _rules(teams: dict[str, Team]) -> None:
    for position, (name, topic, team, priority) in enumerate(
        (
            ("Stolen or locked accounts first", "security", "security", 1),
            ("Money on its way", "deposits_withdrawals", "payments", 2),
        )
    ):
        Rule.objects.create(position=position, name=name, topic=topic, team=teams[team], priority=priority)


def _canned(teams: dict[str, Team]) -> None:
    for shortcut, title, texts in CANNED:
        reply = CannedReply.objects.create(shortcut=shortcut, title=title)
        for language, text in texts.items():
            CannedText.objects.create(reply=reply, language=language, text=text)


def _official_channels(brand: Brand) -> None:
    for kind, value, note in OFFICIAL:
        add_channel(by="system", brand_id=brand.id, kind=kind, value=value, note=note)


OFFICIAL = (
    (Kind.DOMAIN, "hoshi.example", ""),
    (Kind.DOMAIN, "hoshi-status.example", "What works and what does not"),
    (Kind.EMAIL, "support@hoshi.example", ""),
    (Kind.EMAIL_DOMAIN, "mail.hoshi.example", "Receipts and notices; nobody reads answers there"),
    (Kind.PHONE, "+81 3 5550 0100", "Weekdays 09:00 – 18:00 in Tokyo. We never call first."),
    (Kind.PHONE, "+44 20 7946 0100", "VIP customers"),
    (Kind.HANDLE, "https://x.com/hoshi_exchange", "News; no support there"),
    (Kind.HANDLE, "https://t.me/hoshi_news", "News; nobody writes to you from it"),
    (Kind.HANDLE, "https://www.youtube.com/@hoshi_exchange", ""),
    (Kind.ALIAS, "Aya", "VIP desk"),
    (Kind.ALIAS, "Sam", "Front desk"),
)
CANNED = (
    (
        "txid",
        "Ask for the transaction id",
        {
            "en": "Please send us the transaction id (TXID) of your deposit. You find it in the wallet or exchange you "
            "sent from, beside the withdrawal. We never need your password, codes or recovery phrase.",
            "ja": "入金のトランザクションID（TXID）をお知らせください。送金元のウォレットまたは取引所の出金履歴でご確認いただけます。"
            "パスワード、認証コード、リカバリーフレーズをお尋ねすることは決してありません。",
            "zh-hans": "请提供您这笔充值的交易哈希（TXID）。您可以在转出的钱包或交易所的提现记录中找到。"
            "我们绝不会索要您的密码、验证码或助记词。",
            "ko": "입금하신 거래의 트랜잭션 ID(TXID)를 알려 주세요. 보내신 지갑이나 거래소의 출금 내역에서 확인하실 수 있습니다. "
            "비밀번호, 인증번호, 복구 구문은 절대로 요청하지 않습니다.",
            "es": "Envíenos el identificador de la transacción (TXID) de su depósito. Lo encontrará en la cartera o la "
            "plataforma desde la que lo envió, junto al retiro. Nunca le pediremos contraseñas, códigos ni su frase de "
            "recuperación.",
            "ru": "Пришлите, пожалуйста, идентификатор транзакции (TXID) вашего пополнения. Он указан в кошельке или на "
            "бирже, откуда вы отправляли средства, рядом с выводом. Мы никогда не просим пароль, коды или фразу "
            "восстановления.",
            "pt": "Envie-nos o identificador da transação (TXID) do seu depósito. Ele aparece na carteira ou na corretora "
            "de onde você enviou, ao lado do saque. Nunca pedimos senha, códigos nem a sua frase de recuperação.",
        },
    ),
    (
        "confirmations",
        "Deposit is waiting for confirmations",
        {
            "en": "Your deposit has reached the network and is waiting for confirmations. It is credited by itself when "
            "they are complete; you need not do anything.",
            "ja": "ご入金はネットワークに届いており、承認を待っています。必要な承認数に達すると自動的に反映されますので、"
            "お客様の操作は不要です。",
            "zh-hans": "您的充值已到达区块链网络，正在等待确认。确认数达到要求后会自动入账，您无需任何操作。",
            "ko": "입금이 네트워크에 도착하여 컨펌을 기다리고 있습니다. 필요한 컨펌 수가 채워지면 자동으로 반영되므로 따로 하실 일은 "
            "없습니다.",
            "es": "Su depósito ya está en la red y espera confirmaciones. Se abonará automáticamente cuando se completen; "
            "no tiene que hacer nada.",
            "ru": "Ваше пополнение дошло до сети и ждёт подтверждений. Оно будет зачислено автоматически, как только их "
            "будет достаточно; делать ничего не нужно.",
            "pt": "Seu depósito já está na rede e aguarda confirmações. Ele será creditado automaticamente quando elas se "
            "completarem; você não precisa fazer nada.",
        },
    ),
)
