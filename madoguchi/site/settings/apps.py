"""What Django is made of: apps, middleware, templates."""

from __future__ import annotations

from madoguchi.site.settings.sign_in import OIDC_URL

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    # Before allauth: its pages are drawn by our templates.
    "madoguchi.portal",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    *(["allauth.socialaccount.providers.openid_connect"] if OIDC_URL else []),
    "django_tasks",
    "madoguchi.helpcenter",
    "wagtail.contrib.simple_translation",
    "madoguchi.helpcenter.editor.apps.Snippets",
    "madoguchi.helpcenter.editor.apps.Images",
    "madoguchi.helpcenter.editor.apps.Documents",
    "wagtail.users",
    "wagtail.sites",
    "wagtail.admin",
    "madoguchi.helpcenter.editor.apps.Locales",
    "wagtail",
    "modelcluster",
    "taggit",
    "treebeard",
    "madoguchi.core",
    "madoguchi.jobs",
    "madoguchi.live",
    "madoguchi.audit",
    "madoguchi.company",
    "madoguchi.files",
    "madoguchi.search",
    "madoguchi.people",
    "madoguchi.trust",
    "madoguchi.inbox",
    "madoguchi.routing",
    "madoguchi.channel_kit",
    "madoguchi.channels.web_form",
    "madoguchi.channels.email",
    "madoguchi.channels.website_chat",
    "madoguchi.desk",
    "madoguchi.site",
]
MIDDLEWARE = [
    "madoguchi.portal.help.kept.middleware.KeepPages",
    "django.middleware.security.SecurityMiddleware",
    "madoguchi.core.csp.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "madoguchi.people.second_factor.RequireSecondFactor",
    "madoguchi.helpcenter.editor.access.EditorAccess",
]
ROOT_URLCONF = "madoguchi.site.urls"
TEMPLATES = [
    {
        "BACKEND": "madoguchi.core.fragments.Fragments",
        "NAME": "fragments",
        "APP_DIRS": True,
        "OPTIONS": {"environment": "madoguchi.core.jinja.environment"},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "madoguchi.portal.context.who_and_where",
            ],
        },
    },
]
