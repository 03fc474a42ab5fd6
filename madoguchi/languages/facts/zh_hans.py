from madoguchi.languages.language import Language

_WORDS = """
的 了 吗 呢 吧 啊 是 我 你 您 他 她 们 這 这 那 哪 什么 什麼 怎么 怎麼 为什么 為什麼 没 沒 与 也 都
很 就 还 還 可以 如何 多少 请 請 谢 謝 您好 你好 客服 提现 提現 提币 提幣 充值 充币 到账 到賬 转账
轉帳 退款 账户 帳戶 账号 密码 密碼 钱包 錢包 登录 登入 冻结 被盗 诈骗 到帐 审核 交易所 人工 解冻
手续费 手續費 验证码 实名 尽快 收到 好的 不能 不了 在吗 急急 需要 不会 不會
"""

LANGUAGE = Language(
    code="zh-hans",
    html_lang="zh-Hans",
    english_name="Chinese (Simplified)",
    endonym="简体中文",
    iso_script="Hans",
    script="han",
    # There is one Chinese here; Traditional and Cantonese readers are better served by it than by English.
    tags=("zh", "cmn", "yue", "zh-hant", "zh-tw", "zh-hk", "zh-mo"),
    words=frozenset(_WORDS.split()),
)
