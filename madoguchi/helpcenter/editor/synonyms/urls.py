from django.urls import path

from madoguchi.helpcenter.editor.synonyms import views

app_name = "helpcenter_synonyms"
urlpatterns = [
    path("", views.table, name="first"),
    path("<slug:language>/", views.table, name="table"),
    path("<slug:language>/change/", views.change, name="change"),
]
