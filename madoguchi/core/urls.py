from django.urls import path

from madoguchi.core.views import style

urlpatterns = [
    path("style", style, name="style"),
    path("style/<slug:screen>", style, name="style_screen"),
]
