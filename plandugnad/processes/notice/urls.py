from django.urls import path

from plandugnad.processes.notice import views
from plandugnad.processes.notice.again.urls import urlpatterns as again_urls
from plandugnad.processes.notice.regional.urls import urlpatterns as regional_urls
from plandugnad.processes.notice.retention.urls import urlpatterns as retention_urls

_STEP = "prosesser/<uuid:id>/varsel/<str:code>/"

urlpatterns = [
    path(_STEP, views.notice, name="notice"),
    path(f"{_STEP}opplysninger/", views.notice_facts, name="notice_facts"),
    path(f"{_STEP}innhold/", views.notice_checks, name="notice_checks"),
    path(f"{_STEP}mottakere/", views.notice_recipients, name="notice_recipients"),
    path(f"{_STEP}mottakere.<str:format>", views.notice_list, name="notice_list"),
    path(f"{_STEP}tekst/<str:channel>/", views.notice_text, name="notice_text"),
    path(f"{_STEP}brev/", views.notice_letter, name="notice_letter"),
    path(f"{_STEP}noter/", views.notice_proof, name="notice_proof"),
    path(f"{_STEP}noter/<uuid:proof>/ta-bort/", views.notice_proof_take_back, name="notice_proof_take_back"),
    path(f"{_STEP}noter/<uuid:proof>/hent-tilbake/", views.notice_proof_put_back, name="notice_proof_put_back"),
    *again_urls,
    *regional_urls,
    *retention_urls,
]
