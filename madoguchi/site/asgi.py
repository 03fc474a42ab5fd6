"""For any ASGI server: `madoguchi.site.asgi:application`. Jobs run elsewhere (`madoguchi worker`)."""

from __future__ import annotations

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "madoguchi.site.settings")

django.setup()  # before the doors: what they join has models

from madoguchi.search.service.run import ask_the_service  # noqa: E402
from madoguchi.site.doors import build_doors  # noqa: E402

ask_the_service()
application = build_doors(embedded=False)
