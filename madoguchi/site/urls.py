"""Which screen answers where."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("madoguchi.people.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("desk/", include("madoguchi.desk.urls")),
    path("", include("madoguchi.core.urls")),
    path("", include("madoguchi.portal.urls")),
]
