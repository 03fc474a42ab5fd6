"""Jinja2 templates in each app's `fragments/` folder: what live screens are made of, rendered once per language."""

from __future__ import annotations

from django.template.backends.jinja2 import Jinja2


class Fragments(Jinja2):
    """Django's Jinja2 engine over the `fragments/` folders."""

    app_dirname = "fragments"
