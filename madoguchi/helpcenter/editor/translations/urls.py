from django.urls import path

from madoguchi.helpcenter.editor.translations import views

app_name = "helpcenter_translations"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("still-right/<int:article_id>/", views.still_right, name="still_right"),
    path("<slug:language>/", views.language, name="language"),
    path("<slug:language>/start/<int:article_id>/", views.start, name="start"),
]
