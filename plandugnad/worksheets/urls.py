from django.urls import path

from plandugnad.worksheets.views import place, rows, sheet

urlpatterns = [
    path("samarbeid/<uuid:id>/arbeidsark/", place.worksheets, name="worksheets"),
    path("samarbeid/<uuid:id>/arbeidsark/hvorfor/", place.why, name="worksheets_why"),
    path("samarbeid/<uuid:id>/arbeidsark/<slug:kind>/begynn/", place.begin, name="sheet_begin"),
    path("arbeidsark/<uuid:id>/", sheet.sheet, name="sheet"),
    path("arbeidsark/<uuid:id>/fase/", sheet.move, name="sheet_phase"),
    path("arbeidsark/<uuid:id>/nedtelling/", sheet.timer, name="sheet_timer"),
    path("arbeidsark/<uuid:id>/vis/", sheet.present, name="sheet_present"),
    path("arbeidsark/<uuid:id>/las/<slug:block>/", sheet.lock, name="sheet_lock"),
    path("arbeidsark/<uuid:id>/rader/", rows.rows, name="sheet_rows"),
]
