"""What the demo's customers ask, and what Ada answers: invented people, invented transactions."""

from __future__ import annotations

from typing import Any

STORIES: list[dict[str, Any]] = [
    {
        "channel": "email",
        "address": "marta.silva@correio.example",
        "name": "Marta Silva",
        "language": "pt",
        "topic": "security",
        "subject": "Alguém pediu minha frase de recuperação",
        "turns": [
            (
                "customer",
                "Boa tarde. Recebi uma mensagem no Telegram de um «suporte Hoshi» pedindo minha frase de "
                "recuperação para «validar a carteira». Não respondi. É mesmo de vocês?",
            ),
            (
                "agent",
                "Boa tarde, Marta. Não é nossa conta: nunca escrevemos primeiro e nunca pedimos senhas, códigos nem "
                "a frase de recuperação. Você fez bem em não responder. Pode nos mandar o nome do perfil?",
            ),
            ("customer", "O perfil é @Hoshi_Suporte_Oficial. Obrigada pela resposta rápida!"),
        ],
        "tags": ["impostor"],
        "assigned": True,
    },
    {
        "channel": "website_chat",
        "address": "visitor-demo-kim",
        "name": "김민준",
        "language": "ko",
        "topic": "deposits_withdrawals",
        "subject": "",
        "turns": [
            ("customer", "안녕하세요. 두 시간 전에 TRC-20으로 보낸 1,200 USDT가 아직 입금되지 않았어요."),
            ("customer", "TXID는 9f3c1b7a5d2e8046c1f09a7b3e5d4c2189aa67bc0d1e2f3a4b5c6d7e8f901234 입니다."),
        ],
    },
    {
        "channel": "web_form",
        "address": "customer@hoshi.example",
        "name": "Yuki Tanaka",
        "language": "ja",
        "topic": "deposits_withdrawals",
        "subject": "ビットコインの出金が保留になっています",
        "proof": 3,
        "fields": {"asset": "BTC", "network": "Bitcoin", "amount": "0.25"},
        "turns": [
            (
                "customer",
                "昨夜申請した 0.25 BTC の出金が「保留」のままです。いつ処理されるか教えていただけますか。",
            ),
            (
                "note",
                "Withdrawal is in manual review because the address is new. Compliance answers until 15:00 JST.",
            ),
            (
                "agent",
                "お問い合わせありがとうございます。初めてお使いになる出金先のため、安全確認を行っております。"
                "本日15時（日本時間）までに結果をご連絡いたします。お客様の操作は必要ありません。",
            ),
        ],
        "tags": ["manual review"],
        "assigned": True,
    },
    {
        "channel": "email",
        "address": "o.petrova@pochta.example",
        "name": "Ольга Петрова",
        "language": "ru",
        "topic": "account",
        "subject": "Не приходит код подтверждения при входе",
        "turns": [
            (
                "customer",
                "Здравствуйте! Со вчерашнего дня не приходит SMS с кодом. Номер не менялся. Войти не могу, "
                "а завтра мне нужно вывести средства.",
            ),
        ],
    },
    {
        "channel": "email",
        "address": "lin.chen@youxiang.example",
        "name": "陈琳",
        "language": "zh-hans",
        "topic": "account",
        "subject": "身份认证被拒绝",
        "turns": [
            (
                "customer",
                "您好，我的身份认证被拒绝了两次，提示照片不清晰，但我觉得照片很清楚。请问具体是什么问题？",
            ),
            (
                "agent",
                "陈女士您好！系统提示证件右下角有反光，遮住了有效期。请在自然光下重新拍摄，并让四个角都在画面内。",
            ),
            ("customer", "好的，我重新上传了，谢谢！"),
            ("agent", "已经通过了，感谢您的耐心。"),
        ],
        "status": "resolved",
    },
    {
        "channel": "website_chat",
        "address": "visitor-demo-diego",
        "name": "Diego Ramírez",
        "language": "es",
        "topic": "deposits_withdrawals",
        "subject": "",
        "turns": [
            ("customer", "Hola, envié XRP sin la etiqueta de destino. ¿Se puede recuperar?"),
            (
                "agent",
                "Hola, Diego. Sí, en la mayoría de los casos. Necesitamos el identificador de la transacción y la "
                "dirección desde la que lo enviaste. La recuperación suele tardar de 3 a 5 días hábiles.",
            ),
        ],
        "assigned": True,
    },
    {
        "channel": "email",
        "address": "j.carter@mail.example",
        "name": "Jordan Carter",
        "language": "en",
        "topic": "trading",
        "subject": "Fee on a maker order looks wrong",
        "turns": [
            (
                "customer",
                "My order 88231-QX was a maker order, but I was charged the taker fee of 0.10 %. Can you check?",
            ),
        ],
    },
    {
        "channel": "email",
        "address": "amelie@courriel.example",
        "name": "Amélie Laurent",
        "language": "en",
        "topic": "products",
        "subject": "Staking rewards for October",
        "turns": [
            (
                "customer",
                "Hello, the staking page shows rewards for October but my statement does not. When is it updated?",
            ),
            (
                "agent",
                "Hello Amélie, statements are made on the 25th of the following month. Yours will show the October "
                "rewards from 25 November. I will write to you then.",
            ),
        ],
        "status": "snoozed",
    },
    {
        "channel": "web_form",
        "address": "hr.nguyen@thu.example",
        "name": "Nguyễn Hải",
        "language": "en",
        "topic": "deposits_withdrawals",
        "subject": "Sent USDT over the wrong network",
        "fields": {"asset": "USDT", "network": "BEP-20", "amount": "540"},
        "turns": [
            (
                "customer",
                "I sent 540 USDT over BEP-20 to my ERC-20 deposit address. The explorer shows it as successful.",
            ),
        ],
    },
    {
        "channel": "email",
        "address": "prize-team@win-big.example",
        "name": "Prize Team",
        "language": "en",
        "subject": "You won 2 BTC, claim now",
        "turns": [("customer", "Dear partner, your exchange was selected. Click to claim the prize today.")],
        "status": "spam",
    },
    {
        "channel": "website_chat",
        "address": "visitor-demo-anon",
        "name": "",
        "language": "en",
        "subject": "",
        "proof": 0,
        "turns": [("customer", "Is the exchange down? I can't place orders on ETH/USDT since 10 minutes.")],
    },
    {
        "channel": "email",
        "address": "s.ivanov@yandeks.example",
        "name": "Сергей Иванов",
        "language": "ru",
        "topic": "security",
        "subject": "Вход с незнакомого устройства",
        "turns": [
            (
                "customer",
                "Пришло уведомление о входе из другого города. Это был не я. Пароль я уже сменил. "
                "Что ещё нужно сделать?",
            ),
        ],
    },
]
