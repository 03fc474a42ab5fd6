"""The editor of the help centre, as Wagtail wants it told."""

from __future__ import annotations

from madoguchi.site.settings.accounts import LOGIN_URL
from madoguchi.site.settings.installation import PUBLIC_URL
from madoguchi.site.settings.languages import LANGUAGES

WAGTAIL_SITE_NAME = "Madoguchi"
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [
    (code, name) for code, name in LANGUAGES if code in ("en", "zh-hans", "ja", "ko", "es", "ru", "pt")
]
WAGTAILADMIN_BASE_URL = PUBLIC_URL
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
WAGTAILIMAGES_IMAGE_MODEL = "helpcenter.Picture"
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
# Who hears of a review is told by roles (helpcenter/notices).
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
