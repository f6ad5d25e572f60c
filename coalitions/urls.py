"""Paths of the team of a coalition and of invitations to it."""

from django.urls import path

from coalitions import team_views

app_name = "coalitions"
urlpatterns = [
    path("coalitie/<slug:slug>/team/", team_views.team, name="team"),
    path("coalitie/<slug:slug>/team/lid/<int:pk>/", team_views.member, name="member"),
    path("coalitie/<slug:slug>/team/uitnodiging/<int:pk>/", team_views.change_invitation, name="change_invitation"),
    path("uitnodiging/<str:token>/", team_views.invitation, name="invitation"),
]
