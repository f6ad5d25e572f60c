"""Paths of the team of a coalition and of invitations to it."""

from django.urls import path

from coalitions import invitation_views, team_views

app_name = "coalitions"
urlpatterns = [
    path("coalitie/<slug:slug>/team/", team_views.team, name="team"),
    path("coalitie/<slug:slug>/team/lid/<id:pk>/", team_views.member, name="member"),
    path("coalitie/<slug:slug>/team/uitnodiging/<id:pk>/", team_views.change_invitation, name="change_invitation"),
    path("uitnodiging/<str:token>/", invitation_views.invitation, name="invitation"),
    path("uitnodigingen/", invitation_views.own_invitations, name="own_invitations"),
]
