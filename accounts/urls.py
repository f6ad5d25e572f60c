"""Paths for logging in and out, and for the own account. The names are allauth's, which it looks up itself."""

from allauth.account import views as account_views
from allauth.mfa.recovery_codes import views as code_views
from allauth.mfa.totp import views as totp_views
from allauth.mfa.webauthn import views as key_views
from django.urls import include, path
from django.views.decorators.cache import never_cache
from wagtail.utils.urlpatterns import decorate_urlpatterns

from accounts import views

entrance = [
    path("inloggen/", views.LoginView.as_view(), name="account_login"),
    path("inloggen/tweede-stap/", views.CodeView.as_view(), name="mfa_authenticate"),
    path("uitloggen/", views.LogoutView.as_view(), name="account_logout"),
    path("account-maken/", views.SignupView.as_view(), name="account_signup"),
    path("account-maken/verstuurd/", account_views.EmailVerificationSentView.as_view(),
         name="account_email_verification_sent"),
    path("e-mailadres-bevestigen/<str:key>/", account_views.confirm_email, name="account_confirm_email"),
    path("wachtwoord-vergeten/", views.ResetView.as_view(), name="account_reset_password"),
    path("wachtwoord-vergeten/verstuurd/", account_views.password_reset_done, name="account_reset_password_done"),
    path("wachtwoord-instellen/<uidb36>/<key>/", views.NewPasswordView.as_view(),
         name="account_reset_password_from_key"),
    path("wachtwoord-instellen/klaar/", account_views.password_reset_from_key_done,
         name="account_reset_password_from_key_done"),
]  # fmt: skip
account = [
    path("e-mailadres/", views.ChangeEmailView.as_view(), name="account_email"),
    path("wachtwoord/", views.ChangePasswordView.as_view(), name="account_change_password"),
    path("wachtwoord/kiezen/", account_views.password_set, name="account_set_password"),
    path("bevestigen/", views.ReauthenticateView.as_view(), name="account_reauthenticate"),
    path("bevestigen/code/", views.ReauthenticateCodeView.as_view(), name="mfa_reauthenticate"),
    path("bevestigen/sleutel/", views.ReauthenticateKeyView.as_view(), name="mfa_reauthenticate_webauthn"),
]
second_factor = [
    path("", views.SecondFactorView.as_view(), name="mfa_index"),
    path("app/", views.ActivateAppView.as_view(), name="mfa_activate_totp"),
    path("app/weghalen/", totp_views.deactivate_totp, name="mfa_deactivate_totp"),
    path("sleutels/", key_views.list_webauthn, name="mfa_list_webauthn"),
    path("sleutels/toevoegen/", key_views.add_webauthn, name="mfa_add_webauthn"),
    path("sleutels/<id:pk>/naam/", key_views.edit_webauthn, name="mfa_edit_webauthn"),
    path("sleutels/<id:pk>/weghalen/", views.RemoveKeyView.as_view(), name="mfa_remove_webauthn"),
    path("herstelcodes/", code_views.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("herstelcodes/nieuw/", code_views.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("herstelcodes/bestand/", code_views.download_recovery_codes, name="mfa_download_recovery_codes"),
]
# The doors that others link to, under names of our own.
doors = [
    path("account/", views.OverviewView.as_view(), name="overview"),
    path("inloggen/", views.LoginView.as_view(), name="login"),
    path("uitloggen/", views.LogoutView.as_view(), name="logout"),
    path("wachtwoord-vergeten/", views.ResetView.as_view(), name="reset"),
]
urlpatterns = decorate_urlpatterns(
    [
        *entrance,
        path("account/", include(account)),
        path("account/tweede-stap/", include(second_factor)),
        path("", include((doors, "accounts"))),
    ],
    never_cache,
)
