"""Which screen answers where."""

from django.urls import include, path

from madoguchi.site.demo_shop import demo_shop

urlpatterns = [
    path("accounts/", include("madoguchi.people.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("desk/", include("madoguchi.desk.urls")),
    path("editor/", include("madoguchi.helpcenter.editor.urls")),
    path("demo-shop/", demo_shop, name="demo_shop"),
    path("", include("madoguchi.core.urls")),
    path("", include("madoguchi.portal.urls")),
]
