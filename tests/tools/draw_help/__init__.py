"""Draws the screenshots and the short films of the demo's articles: screens of an invented exchange, in each language.

    python -m tests.tools.draw_help pictures [NAME …]
    python -m tests.tools.draw_help films [NAME …]

Pictures go beside the articles as NAME.webp (English) and NAME.LANGUAGE.webp. Films need `ffmpeg`; both need Chromium
and the fonts of Debian's `fonts-noto-cjk`.
"""
