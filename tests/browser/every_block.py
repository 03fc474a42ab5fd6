"""An installation with one article that has every kind of block, in Japanese and Russian; its picture is drawn here."""

from __future__ import annotations

import json
import subprocess
import sys

from tests.site_server import Site

WORDS = {
    "ja": (
        "二段階認証を設定する",
        "設定の手順",
        "サインインして「セキュリティ」を開きます。",
        "詐欺にご注意ください",
    ),
    "ru": (
        "Как включить двухфакторную аутентификацию",
        "Порядок действий",
        "Войдите в аккаунт и откройте раздел «Безопасность».",
        "Остерегайтесь мошенников",
    ),
}
YOUTUBE, VIMEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ", "https://vimeo.com/123456789"
_PREPARE = """
from madoguchi.site.cli._django import start; start()
from io import BytesIO
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image, ImageDraw
from madoguchi.helpcenter.models import Captions, Picture, Video
def drawn(size):
    image, out = Image.new("RGB", size, "#eef1f8"), BytesIO()
    ImageDraw.Draw(image).rectangle((40, 40, size[0] - 40, 160), fill="#4453a8")
    image.save(out, "PNG")
    return out
Picture.objects.create(title="Security page", name="security-page", width=1200, height=800,
    file=ImageFile(drawn((1200, 800)), name="security-page.png"))
video = Video(name="two-factor-film", title="Two factors", width=640, height=360, seconds=3)
video.file.save("film.webm", ContentFile(b"\\x1a\\x45\\xdf\\xa3"), save=False)
video.poster.save("film.png", ContentFile(drawn((640, 360)).getvalue()), save=False)
video.save()
for code in ("ja", "ru"):
    row = Captions(video=video, language=code)
    row.file.save(f"film-{code}.vtt", ContentFile(b"WEBVTT\\n\\n00:00.000 --> 00:02.000\\n2FA\\n"), save=True)
"""


def with_every_block(site: Site) -> Site:
    """Prepared before it serves; the articles are /help/<language>/articles/every-block."""
    subprocess.run([sys.executable, "-c", _PREPARE], env=site.env, check=True, timeout=200)
    lines = [
        {
            "id": "every-block" if code == "ja" else f"every-block.{code}",
            "lang": code,
            "title": WORDS[code][0],
            "summary": WORDS[code][2],
            "slug": "every-block",
            "kind": "tutorial",
            "category": "security",
            "body": _body(code),
            "translation_of": "" if code == "ja" else "every-block",
        }
        for code in WORDS
    ]
    site.run("helpcenter", "import", "-", input="\n".join(json.dumps(line) for line in lines))
    return site


def _body(code: str) -> str:
    title, heading, text, fraud = WORDS[code]
    return f"""## {heading}

{text} **{title}**

:::steps
### {heading}
{text}

![{text}](security-page)
### {title}
{text}
:::

## {heading} 2

![{title}](security-page "{text}")

:::video two-factor-film {title}
:::

:::video {YOUTUBE} {title}
:::

:::video {VIMEO} {heading}
:::

:::note {heading}
{text}
:::

:::tip
{text}
:::

:::warning {heading}
{text}
:::

:::fraud {fraud}
{text}
:::

| {heading} | {title} | {heading} |
| --- | --- | --- |
| BTC | 0.0005 | {text} |
| ETH | 0.003 | {text} |

:::compare
### {heading} | {text}
- {text}
- {title}

### {title} | {text}
- {text}
:::

### {heading} 3

:::questions
### {heading}?
{text}

### {title}?
{text}
:::

```python
signature = hmac.new(secret, timestamp + method + path + body, hashlib.sha256).hexdigest()  # a line that is long
```

:::applies countries=JP,BR account=personal
{text}
:::

:::decision topic=security
? start {title}?
{text}
- {heading} -> second
- {fraud} -> end
? second {heading}?
{text}
- {heading} -> end
! end {heading}
{text}
:::

:::related withdrawal-pending
:::

:::contact security {text}
:::
"""
