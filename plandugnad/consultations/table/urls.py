from django.urls import path

from plandugnad.consultations.table import back_views, views

_TABLE = "horinger/<uuid:id>/tabell/"

urlpatterns = [
    path(_TABLE, views.statement_table, name="statement_table"),
    path(f"{_TABLE}last-ned.<str:format>", views.statement_table_file, name="statement_table_file"),
    path(f"{_TABLE}les-inn/", back_views.statement_table_upload, name="statement_table_upload"),
    path("uttalelsestabeller/<uuid:id>/", back_views.statement_table_reading, name="statement_table_reading"),
    path("uttalelsestabeller/<uuid:id>/angre/", back_views.statement_table_undo, name="statement_table_undo"),
]
