"""Paths of telling, and of the page behind the code. No path ever holds the code."""

from django.urls import path

from stories.intake import code_views, own_views, picture_views, send_views, start_views, step_views

app_name = "intake"
urlpatterns = [
    path("", start_views.start, name="start"),
    path("jonger-dan-16/", start_views.young, name="young"),
    path("uw-code/", start_views.kept, name="kept"),
    path("stap/<slug:slug>/", step_views.step, name="step"),
    path("bewaren/", step_views.save, name="save"),
    path("foto/", picture_views.pictures, name="foto"),
    path("foto/<id:pk>/", picture_views.picture, name="picture"),
    path("foto/weg/", picture_views.remove, name="remove_picture"),
    path("nakijken/", send_views.read_back, name="nakijken"),
    path("verstuurd/", send_views.receipt, name="receipt"),
    path("verstuurd/mail/", send_views.mail, name="mail"),
    path("code/", code_views.code, name="code"),
    path("weg/", code_views.leave, name="leave"),
    path("mijn-verhaal/", own_views.own, name="own"),
    path("mijn-verhaal/antwoord/", own_views.answer, name="answer"),
    path("mijn-verhaal/voorstel/", own_views.reply, name="reply"),
    path("mijn-verhaal/intrekken/", own_views.withdraw, name="withdraw"),
    path("mijn-verhaal/download.<str:kind>", own_views.download, name="download"),
    path("ingetrokken/", own_views.withdrawn, name="withdrawn"),
]
