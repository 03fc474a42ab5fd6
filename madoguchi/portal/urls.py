from django.urls import path

from madoguchi.portal.views import contact, home, profile, requests, sign_in

app_name = "portal"
_request = "requests/<slug:reference>"
urlpatterns = [
    path("", home.home, name="home"),
    path("contact", contact.contact, name="contact"),
    path("contact/sent/<str:token>", contact.sent, name="sent"),
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
