"""Paths for logging in and out, and for a new password."""

from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("inloggen/", views.LoginView.as_view(), name="login"),
    path("uitloggen/", views.LogoutView.as_view(), name="logout"),
    path("wachtwoord-vergeten/", views.ResetView.as_view(), name="reset"),
    path("wachtwoord-vergeten/verstuurd/", views.ResetSentView.as_view(), name="reset_sent"),
    path("wachtwoord-instellen/<uidb64>/<token>/", views.NewPasswordView.as_view(), name="new_password"),
    path("wachtwoord-instellen/klaar/", views.NewPasswordDoneView.as_view(), name="new_password_done"),
]
