"""The words themselves, as data."""

from __future__ import annotations

# Words that are put beside a brand's name to make it sound genuine, by what they speak of, then by language.
LURES: dict[str, str] = {
    "service": """
        support help helpdesk helpcenter desk care customer customers client clients service services team
        assist assistance contact hotline call center centre ticket chat live agent official officials online
        inc ltd
    """,
    "account": """
        account accounts login log signin sign logon auth authenticate verify verification verified validate kyc
        id secure security safe protect alert notice confirm unlock unblock suspended limit recover recovery
        restore reset password pass update upgrade fix resolve access my user panel dashboard portal manage
    """,
    "money": """
        wallet wallets withdraw withdrawal deposit claim claims refund refunds reward rewards bonus gift gifts
        giveaway airdrop drop promo free win event double cash pay payment card invest investment profit earn
        mining trade trader trading broker exchange markets market finance swap bridge stake staking connect
        sync synchronize migrate migration rectify node dapp dapps defi nft nfts token tokens coin coins crypto
        btc eth ether ethereum bitcoin usdt sol bnb xrp web web3 chain network airdrops presale ico asset assets
        fund funds protocol rpc nodes backup device nano hardware manager tool tools solution solutions check fx
        qfs quantum decentralized
    """,
    "site": """
        www web app apps get go the now new use try join home page site main mobile android ios apk download
        install desktop extension chrome ext start global world intl international pro plus vip prime premium
        club group hq io com net org co info xyz us usa uk eu jp kr cn hk sg ru br es de fr in it asia japan
        korea china team api dev test beta v1 v2 v3 v4 mail email news blog server cloud pool vault ledger live
        bot community social
    """,
    "es": """
        soporte ayuda cuenta cliente clientes atencion seguridad seguro oficial entrar acceso iniciar sesion
        ingresar verificar verificacion billetera cartera retiro recuperar premio regalo gratis servicio
    """,
    "pt": """
        suporte ajuda conta carteira seguranca oficial acessar entrar verificacao saque atendimento recuperar
        premio brinde
    """,
    "ru": """
        podderzhka pomosh pomosch vhod vkhod kabinet koshelek koshelok
        oficialny oficialnyi birzha bonus поддержка помощь вход кабинет
        кошелек кошелёк официальный биржа вывод безопасность служба
    """,
    "ja": """
        sapoto kousiki koushiki toiawase サポート ヘルプ ログイン 公式 ウォレット お問い合わせ 認証 取引所
        日本
    """,
    "ko": """
        gogaek jiwon 고객센터 고객 지원 로그인 공식 지갑 인증 거래소 상담
    """,
    "zh": """
        kefu guanwang guanfang denglu qianbao renzheng jiaoyisuo 客服 官网 官方 登录
        登入 钱包 錢包 认证 交易所 下载
    """,
}

# Names of brands that are words of everyday speech (or of the trade) too: alone inside another name they say nothing.
_ORDINARY = """
    ledger blockchain gemini crypto coin coins bitcoin ether ethereum exchange wallet market markets token chain
    star stars stellar phoenix bridge vault bank trust safe secure digital global world gate bit buy trade
    trading swap finance capital pay cash money gold silver diamond rocket moon sun sky ocean river mountain
    summit apex prime alpha beta omega delta nova orbit atlas titan matrix nexus pulse spark wave stream cloud
    link block base open sea house home city future next one first direct express union pacific atlantic
"""
ORDINARY = frozenset(_ORDINARY.split())
