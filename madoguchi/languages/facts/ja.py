from madoguchi.languages.language import Language

_WORDS = """
了解 承知 返金 出金 入金 送金 口座 至急 無料 手数料 取引 引出 認証 登録 解約 退会 凍結 紛失 不正
残高 未着 反映 遅延 問合 連絡 対応 質問 有難 大丈夫 番号 変更 携帯 機種 暗証 届 駄目 何故 障害 復旧
円 株式会社 御礼 宜敷 仮想通貨 暗号資産 返品 本人確認 完了 緊急 手続 不具合 不明 営業時間 会社 受付
"""

LANGUAGE = Language(
    code="ja",
    html_lang="ja",
    english_name="Japanese",
    endonym="日本語",
    iso_script="Jpan",
    script="japanese",
    first_weekday=6,
    words=frozenset(_WORDS.split()),
)
