from django.urls import path

from plandugnad.imports.views import mapping, preview, start, writing

urlpatterns = [
    path("kommuner/<str:number>/import/", start.import_start, name="import_start"),
    path("kommuner/<str:number>/import/glem/", start.import_forget, name="import_forget"),
    path("import/<uuid:id>/", preview.import_preview, name="import_preview"),
    path("import/<uuid:id>/kolonner/", mapping.import_mapping, name="import_mapping"),
    path("import/<uuid:id>/celle/", preview.import_cell, name="import_cell"),
    path("import/<uuid:id>/valg/", preview.import_choice, name="import_choice"),
    path("import/<uuid:id>/forkast/", preview.import_discard, name="import_discard"),
    path("import/<uuid:id>/skriv/", writing.import_write, name="import_write"),
    path("import/<uuid:id>/ferdig/", writing.import_done, name="import_done"),
    path("import/<uuid:id>/angre/", writing.import_undo, name="import_undo"),
]
