"""The sign-in pages that exist here. Signing up and managing addresses are not among them."""

from allauth.account import views as account
from allauth.socialaccount import views as social
from django.conf import settings
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from madoguchi.people import views

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("invitation/<str:token>/", views.invitation, name="accept_invitation"),
    path("owner/<str:token>/", views.owner, name="accept_ownership"),
    # Nobody signs up: customers come by a link to their mailbox, agents by invitation.
    path("signup/", RedirectView.as_view(pattern_name="account_login"), name="account_signup"),
    path("2fa/", include("allauth.mfa.urls")),
    path("3rdparty/login/cancelled/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("3rdparty/login/error/", social.login_error, name="socialaccount_login_error"),
    path("3rdparty/", RedirectView.as_view(pattern_name="mfa_index"), name="socialaccount_connections"),
]
if settings.OIDC_URL:  # weight: its clients take a twentieth of the start
    from allauth.socialaccount.providers.openid_connect import urls as openid_connect

    urlpatterns.append(path("", include(openid_connect.urlpatterns)))
