"""Paths of kept searches: keeping one, those of an account, and what is behind the links of the mail."""

from django.urls import path

from alerts import views

app_name = "alerts"
urlpatterns = [
    path("zoeken/bewaren/", views.save, name="save"),
    path("zoeken/bewaren/verstuurd/", views.sent, name="sent"),
    path("account/zoekvragen/", views.mine, name="mine"),
    path("zoekvragen/<str:key>/", views.own, name="own"),
    path("zoekvragen/<str:key>/stoppen/", views.stop, name="stop"),
    path("zoekvragen/<str:key>/<id:pk>/", views.change, name="change"),
    path("zoekvragen/<str:key>/<id:pk>/bevestigen/", views.confirm, name="confirm"),
]
