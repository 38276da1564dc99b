from django.urls import path

from plandugnad.consultations.setup import documents, making, views

_ONE = "horinger/<uuid:id>/"
_DOCUMENT = f"{_ONE}dokumenter/<uuid:document>/"

urlpatterns = [
    path("prosesser/<uuid:id>/horing/<str:code>/", making.consultation_make, name="consultation_make"),
    path(f"{_ONE}oppsett/", views.consultation_setup, name="consultation_setup"),
    path(f"{_ONE}forhandsvisning/", views.consultation_preview, name="consultation_preview"),
    path(f"{_ONE}publiser/", views.consultation_publish, name="consultation_publish"),
    path(f"{_ONE}dager-i-prosessen/", views.consultation_in_process, name="consultation_in_process"),
    path(f"{_ONE}ta-ned/", views.consultation_withdraw, name="consultation_withdraw"),
    path(f"{_ONE}publiser-igjen/", views.consultation_publish_again, name="consultation_publish_again"),
    path(f"{_ONE}slett/", making.consultation_delete, name="consultation_delete"),
    path(f"{_ONE}hent-tilbake/", making.consultation_undelete, name="consultation_undelete"),
    path(f"{_ONE}dokumenter/", documents.consultation_documents, name="consultation_documents"),
    path(f"{_DOCUMENT}ta-bort/", documents.consultation_document_out, name="consultation_document_out"),
    path(f"{_DOCUMENT}nyeste/", documents.consultation_document_newest, name="consultation_document_newest"),
    path(
        f"{_ONE}dokumenter/sett-tilbake/<uuid:version>/",
        documents.consultation_document_back,
        name="consultation_document_back",
    ),
]
