from django.urls import path

from madoguchi.helpcenter.editor.machine import views

app_name = "helpcenter_machine"
urlpatterns = [
    path("<int:article_id>/", views.drafts, name="drafts"),
    path("<int:article_id>/ask/", views.ask, name="ask"),
    path("<int:article_id>/read/", views.read, name="read"),
    path("<int:article_id>/confirm/", views.confirm, name="confirm"),
]
