from django.urls import path

from plandugnad.consultations.incoming import paper, views

_HEARD = "horinger/<uuid:id>/"
_SAID = "uttalelser/<uuid:id>/"

urlpatterns = [
    path(f"{_HEARD}e-post/", views.mail_in, name="mail_in"),
    path(f"{_HEARD}e-post/ta-inn/", views.mail_in_take, name="mail_in_take"),
    path(f"{_HEARD}e-post/<uuid:mail>/", views.mail_in_edit, name="mail_in_edit"),
    path(f"{_HEARD}e-post/<uuid:mail>/legg-bort/", views.mail_in_put_away, name="mail_in_put_away"),
    path(f"{_HEARD}uttalelser/skriv-inn/", paper.statement_new, name="statement_new"),
    path(f"{_SAID}rett/", paper.statement_edit, name="statement_edit"),
    path(f"{_SAID}slett/", paper.statement_delete, name="statement_delete"),
    path(f"{_SAID}hent-tilbake/", paper.statement_undelete, name="statement_undelete"),
]
