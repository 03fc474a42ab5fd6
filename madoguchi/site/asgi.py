"""For any ASGI server: `madoguchi.site.asgi:application`. Jobs run elsewhere (`madoguchi worker`)."""

from __future__ import annotations

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "madoguchi.site.settings")

from madoguchi.site.doors import build_doors

application = build_doors(embedded=False)
