from django.urls import path

from madoguchi.portal.help import comments, feedback, feeds, media, speak
from madoguchi.portal.help import views as help_views
from madoguchi.portal.views import contact, home, official, profile, requests, sign_in

app_name = "portal"
_request = "requests/<slug:reference>"
urlpatterns = [
    path("", home.home, name="home"),
    path("help/", help_views.anywhere, name="help"),
    path("help/language", speak.speak, name="help_language"),
    path("help/media/<path:name>", media.media, name="help_media"),
    path("robots.txt", feeds.robots, name="robots"),
    path("help/sitemap.xml", feeds.sitemap_index, name="help_sitemaps"),
    path("help/<slug:language>/sitemap.xml", feeds.sitemap, name="help_sitemap"),
    path("help/<slug:language>/feed.xml", feeds.feed, name="help_feed"),
    path("help/<slug:language>/search", help_views.search, name="help_search"),
    path("help/<slug:language>/suggest", help_views.suggest, name="help_suggest"),
    path("help/<slug:language>/articles/<str:slug>", help_views.article, name="help_article"),
    path("help/<slug:language>/articles/<str:slug>/feedback", feedback.feedback, name="help_feedback"),
    path("help/<slug:language>/articles/<str:slug>/comment", comments.comment, name="help_comment"),
    path("help/<slug:language>/<slug:key>/feed.xml", feeds.feed, name="help_category_feed"),
    path("help/<slug:language>/<slug:key>", help_views.category, name="help_category"),
    path("help/<slug:language>/", help_views.home, name="help_home"),
    path("contact", contact.contact, name="contact"),
    path("contact/sent/<str:token>", contact.sent, name="sent"),
    path("is-this-us", official.official, name="verify"),
    path("requests", requests.request_list, name="requests"),
    path(_request, requests.request_detail, name="request"),
    path(f"{_request}/reply", requests.reply, name="reply"),
    path(f"{_request}/close", requests.close, name="close"),
    path(f"{_request}/reopen", requests.reopen, name="reopen"),
    path("files/<uuid:file_id>", requests.file, name="file"),
    path("profile", profile.profile, name="profile"),
    path("profile/sign-out-everywhere", profile.sign_out_all, name="sign_out_everywhere"),
    path("sign-in", sign_in.sign_in, name="sign_in"),
    path("sign-in/<str:token>", sign_in.link, name="link"),
    path("portal/sso", sign_in.sso, name="sso"),
]
