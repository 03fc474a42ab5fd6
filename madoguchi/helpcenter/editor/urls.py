"""Wagtail's admin behind our own sign-in."""

from django.urls import include, path
from django.views.generic import RedirectView

from madoguchi.helpcenter.editor import no_api
from madoguchi.helpcenter.editor.apps import without_admin_api

with without_admin_api(no_api):
    from wagtail.admin import urls as wagtail_urls

urlpatterns = [
    # Signing in, passwords and e-mail addresses belong to the staff's accounts alone.
    path("login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("logout/", RedirectView.as_view(pattern_name="account_logout")),
    path("password_reset/", RedirectView.as_view(pattern_name="account_login")),
    path("", include(wagtail_urls)),
]
