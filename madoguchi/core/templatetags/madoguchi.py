"""`{% load madoguchi %}`: icons, avatars and addresses in Django templates."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from madoguchi.core import faces
from madoguchi.core.icons import icon_markup

register = template.Library()


@register.simple_tag
def icon(name: str, label: str = "", size: int = 16) -> SafeString:
    """`{% icon "mail" %}` beside text, `{% icon "mail" label=_("E-mail") %}` alone, `size=20` for a bigger one."""
    return icon_markup(name, sprite_url=static("core/icons.svg"), label=label, size=size)


@register.simple_tag
def avatar(name: str, seed: str = "", size: str = "") -> SafeString:
    """`{% avatar customer.name seed=customer.reference %}`; `size` is "small", "large" or nothing.

    It is decoration: the name must stand beside it as text.
    """
    return format_html(
        '<span class="avatar" data-hue="{}" data-size="{}" aria-hidden="true">{}</span>',
        faces.hue(seed or name),
        size,
        faces.initials(name),
    )


@register.simple_tag
def address(value: str) -> SafeString:
    """`{% address withdrawal.txid %}`: monospace, middle cut, always left to right, with a copy button."""
    return format_html(
        '<span class="address"><bdi dir="ltr" title="{0}"><span class="visually-hidden">{0}</span>'
        '<span aria-hidden="true">{1}</span></bdi>'
        '<button class="icon-button" type="button" data-size="small" data-copy="{0}" data-copied="{2}"'
        ' aria-label="{3}">{4}</button></span>',
        value,
        faces.cut_middle(value),
        _("Copied"),
        _("Copy"),
        icon("copy"),
    )
