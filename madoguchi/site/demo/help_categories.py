"""The shelves of the demo's help centre, in every language: (key, parent, icon) and the names."""

from __future__ import annotations

LANGUAGES = ("en", "zh-hans", "ja", "ko", "es", "ru", "pt")

CATEGORIES: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("account", "", "user", ("Account", "账户", "アカウント", "계정", "Cuenta", "Аккаунт", "Conta")),
    ("getting-started", "account", "", ("Getting started", "新手入门", "はじめに", "시작하기", "Primeros pasos", "Начало работы", "Primeiros passos")),
    ("verification", "account", "", ("Identity verification", "身份认证", "本人確認", "본인 인증", "Verificación de identidad", "Проверка личности", "Verificação de identidade")),
    ("settings", "account", "", ("Account settings", "账户设置", "アカウント設定", "계정 설정", "Ajustes de la cuenta", "Настройки аккаунта", "Configurações da conta")),
    ("trading", "", "chart-no-axes-column", ("Trading", "交易", "取引", "거래", "Trading", "Торговля", "Negociação")),
    ("basics", "trading", "", ("Trading basics", "交易基础", "取引の基本", "거래 기초", "Conceptos básicos", "Основы торговли", "Noções básicas")),
    ("orders", "trading", "", ("Orders", "订单", "注文", "주문", "Órdenes", "Ордера", "Ordens")),
    ("derivatives", "trading", "", ("Derivatives", "衍生品", "デリバティブ", "파생상품", "Derivados", "Деривативы", "Derivativos")),
    ("trading-news", "trading", "", ("Trading notices and API", "交易公告与 API", "取引のお知らせと API", "거래 공지와 API", "Avisos de trading y API", "Объявления о торговле и API", "Avisos de negociação e API")),
    ("deposits-and-withdrawals", "", "wallet", ("Deposits and withdrawals", "充值与提现", "入金と出金", "입금과 출금", "Depósitos y retiros", "Пополнение и вывод", "Depósitos e saques")),
    ("deposits", "deposits-and-withdrawals", "", ("Crypto deposits", "数字货币充值", "暗号資産の入金", "가상자산 입금", "Depósitos de criptomonedas", "Пополнение криптовалютой", "Depósitos de criptomoedas")),
    ("withdrawals", "deposits-and-withdrawals", "", ("Crypto withdrawals", "数字货币提现", "暗号資産の出金", "가상자산 출금", "Retiros de criptomonedas", "Вывод криптовалюты", "Saques de criptomoedas")),
    ("bank", "deposits-and-withdrawals", "", ("Bank transfers", "银行转账", "銀行振込", "은행 이체", "Transferencias bancarias", "Банковские переводы", "Transferências bancárias")),
    ("transfer-news", "deposits-and-withdrawals", "", ("Network notices", "网络公告", "ネットワークのお知らせ", "네트워크 공지", "Avisos de redes", "Объявления о сетях", "Avisos de redes")),
    ("security", "", "shield-check", ("Security", "安全", "セキュリティ", "보안", "Seguridad", "Безопасность", "Segurança")),
    ("protect", "security", "", ("Protect yourself", "保护自己", "自分を守る", "스스로 지키기", "Protégete", "Как защитить себя", "Proteja-se")),
    ("emergency", "security", "", ("In an emergency", "紧急情况", "緊急のとき", "긴급 상황", "En caso de emergencia", "Экстренные случаи", "Em uma emergência")),
    ("security-news", "security", "", ("Security notices", "安全公告", "セキュリティのお知らせ", "보안 공지", "Avisos de seguridad", "Объявления о безопасности", "Avisos de segurança")),
    ("products", "", "layout-grid", ("Products", "产品", "商品・サービス", "상품", "Productos", "Продукты", "Produtos")),
    ("earn", "products", "", ("Earn, staking and loans", "理财、质押与借贷", "運用・ステーキング・ローン", "예치·스테이킹·대출", "Rendimiento, staking y préstamos", "Доход, стейкинг и займы", "Rendimento, staking e empréstimos")),
    ("p2p", "products", "", ("P2P trading", "P2P 交易", "P2P 取引", "P2P 거래", "Comercio P2P", "P2P-торговля", "Negociação P2P")),
    ("more", "products", "", ("Card, VIP, API and launches", "卡、VIP、API 与新币发售", "カード・VIP・API・新規上場", "카드·VIP·API·런치패드", "Tarjeta, VIP, API y lanzamientos", "Карта, VIP, API и запуски", "Cartão, VIP, API e lançamentos")),
)  # fmt: skip
DESCRIPTIONS: dict[str, tuple[str, ...]] = {
    "account": ("Opening, verifying and changing your account", "开户、认证与修改账户", "開設・本人確認・変更", "개설, 인증, 변경", "Abrir, verificar y cambiar tu cuenta", "Открытие, проверка и изменение аккаунта", "Abrir, verificar e alterar sua conta"),
    "trading": ("Orders, fees, margin and interfaces", "订单、费用、保证金与接口", "注文・手数料・証拠金・API", "주문, 수수료, 증거금, API", "Órdenes, comisiones, margen e interfaces", "Ордера, комиссии, маржа и API", "Ordens, taxas, margem e interfaces"),
    "deposits-and-withdrawals": ("Where your money is, and how to move it", "资金在哪里，如何转移", "お金の行方と動かし方", "내 자금의 위치와 이동 방법", "Dónde está tu dinero y cómo moverlo", "Где ваши деньги и как их перевести", "Onde está seu dinheiro e como movê-lo"),
    "security": ("Keeping your account yours", "守住您的账户", "アカウントを守る", "계정을 안전하게", "Que tu cuenta siga siendo tuya", "Чтобы аккаунт оставался вашим", "Para sua conta continuar sua"),
    "products": ("Earn, P2P, card, VIP and more", "理财、P2P、卡、VIP 等", "運用・P2P・カード・VIP など", "예치, P2P, 카드, VIP 등", "Rendimiento, P2P, tarjeta, VIP y más", "Доход, P2P, карта, VIP и другое", "Rendimento, P2P, cartão, VIP e mais"),
}  # fmt: skip
