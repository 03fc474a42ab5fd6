from django.urls import path

from madoguchi.helpcenter.editor.lists import views

app_name = "helpcenter_lists"
urlpatterns = [
    path("", views.home, name="home"),
    path("stale/", views.stale, name="stale"),
    path("pictures/", views.pictures, name="pictures"),
    path("unhelpful/", views.feedback, name="unhelpful"),
    path("unhelpful/<int:article_id>/", views.feedback_of, name="unhelpful_article"),
    path("searched/", views.searched, name="searched"),
    path("searched/dismiss/", views.dismiss, name="dismiss"),
    path("articles/<int:article_id>/verify/", views.verify, name="verify"),
    path("articles/<int:article_id>/handled/", views.handled, name="handled"),
]
