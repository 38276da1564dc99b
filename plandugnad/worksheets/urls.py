from django.urls import path

from plandugnad.worksheets.confidential import views as private
from plandugnad.worksheets.live.changes import changes
from plandugnad.worksheets.own_words import views as own_words
from plandugnad.worksheets.reviewing import views as reviewing
from plandugnad.worksheets.reviewing import views_of_panel as panel
from plandugnad.worksheets.views import (
    adopting,
    anonymous,
    away,
    history,
    outline,
    outline_items,
    place,
    practice,
    removing,
    rows,
    sheet,
    taking_out,
)

_OF_DOCUMENT = "arbeidsark/dokument/<uuid:id>/disposisjon/<slug:block>/"

urlpatterns = [
    path("samarbeid/<uuid:id>/arbeidsark/", place.worksheets, name="worksheets"),
    path("samarbeid/<uuid:id>/arbeidsark/hvorfor/", place.why, name="worksheets_why"),
    path("samarbeid/<uuid:id>/arbeidsark/<slug:kind>/begynn/", place.begin, name="sheet_begin"),
    path("samarbeid/<uuid:id>/arbeidsark/<slug:kind>/tilpass/", own_words.adapt, name="sheet_adapt"),
    path("samarbeid/<uuid:id>/faglige-vurderinger/", reviewing.reviews, name="reviews"),
    path("meg/dette-kan-jeg/", reviewing.skills, name="skills"),
    path("arbeidsark/<uuid:id>/foresporsel/", reviewing.request_form, name="review_request"),
    path("arbeidsark/<uuid:id>/foresporsel/vedlegg/", reviewing.files, name="review_files"),
    path("arbeidsark/<uuid:id>/panel/", reviewing.panel, name="review_panel"),
    path("arbeidsark/<uuid:id>/panel/svar/", panel.answer, name="review_answer"),
    path("arbeidsark/<uuid:id>/panel/vurder/", panel.assess, name="review_assess"),
    path("arbeidsark/<uuid:id>/oppsummering/", panel.summary, name="review_summary"),
    path("arbeidsark/<uuid:id>/hjalp-det/", panel.helped, name="review_helped"),
    path("arbeidsark/<uuid:id>/uten-navn/", panel.nameless, name="review_nameless"),
    path("fortrolig/", private.mine, name="confidential"),
    path("fortrolig/<uuid:place_id>/<slug:kind>/begynn/", private.begin, name="confidential_begin"),
    path("arbeidsark/<uuid:id>/invitasjon/", private.invitation, name="confidential_invitation"),
    path("arbeidsark/<uuid:id>/svaret-mitt/", private.answer, name="confidential_answer"),
    path("arbeidsark/<uuid:id>/vis-svarene/", private.show, name="confidential_show"),
    path("arbeidsark/<uuid:id>/hvem-er-med/", private.people, name="confidential_people"),
    path("arbeidsark/<uuid:id>/hvem-er-med/<uuid:participant_id>/", private.person, name="confidential_person"),
    path("arbeidsark/<uuid:id>/avslutt/", private.end, name="confidential_end"),
    path("arbeidsark/<uuid:id>/", sheet.sheet, name="sheet"),
    path("arbeidsark/<uuid:id>/slett/", removing.delete, name="sheet_delete"),
    path("arbeidsark/<uuid:id>/hent-tilbake/", removing.undelete, name="sheet_undelete"),
    path("arbeidsark/<uuid:id>/fase/", sheet.move, name="sheet_phase"),
    path("arbeidsark/<uuid:id>/nedtelling/", sheet.timer, name="sheet_timer"),
    path("arbeidsark/<uuid:id>/vis/", sheet.present, name="sheet_present"),
    path("arbeidsark/<uuid:id>/las/<slug:block>/", sheet.lock, name="sheet_lock"),
    path(
        "samarbeid/<uuid:id>/arbeidsark/<slug:kind>/tomt-skjema/<slug:form>/", taking_out.empty_form, name="sheet_form"
    ),
    path("arbeidsark/<uuid:id>/tomt-skjema/<slug:form>/", taking_out.empty_form_of, name="sheet_empty"),
    path("arbeidsark/<uuid:id>/ut/<slug:kind>/", taking_out.take_out, name="sheet_take_out"),
    path("arbeidsark/<uuid:id>/rader/", rows.rows, name="sheet_rows"),
    path("arbeidsark/<uuid:id>/kort/<slug:block>/ny/", anonymous.new, name="sheet_card_new"),
    path("arbeidsark/<uuid:id>/kort/<slug:block>/<uuid:card_id>/", anonymous.card, name="sheet_card"),
    path("arbeidsark/<uuid:id>/vedtak/", adopting.adoptions, name="sheet_adoptions"),
    path("arbeidsark/<uuid:id>/vedtak/<uuid:adoption_id>/trekk/", adopting.take_back, name="sheet_adoption_withdraw"),
    path("arbeidsark/<uuid:id>/praksis/", practice.practice, name="sheet_practice"),
    path("arbeidsark/<uuid:id>/ses-pa-igjen/", adopting.review, name="sheet_review"),
    path("arbeidsark/<uuid:id>/versjoner/", history.versions, name="sheet_versions"),
    path("arbeidsark/<uuid:id>/versjoner/<uuid:version_id>/", history.version, name="sheet_version"),
    path("arbeidsark/<uuid:id>/versjoner/<uuid:version_id>/hent/", history.bring_back, name="sheet_restore"),
    path("arbeidsark/<uuid:id>/lagt-til-side/<uuid:set_aside_id>/", history.taken_care_of, name="sheet_taken_care_of"),
    path("arbeidsark/<uuid:id>/disposisjon/", outline.page, name="sheet_outline"),
    path(f"{_OF_DOCUMENT}tekst/", outline.text, name="outline_text"),
    path(f"{_OF_DOCUMENT}stemmer/", outline.votes, name="outline_votes"),
    path(f"{_OF_DOCUMENT}<slug:collection>/ny/", outline_items.new, name="outline_new"),
    path(f"{_OF_DOCUMENT}<slug:collection>/<slug:item>/endre/", outline_items.item, name="outline_item"),
    path(f"{_OF_DOCUMENT}<slug:collection>/<slug:item>/flytt/", outline_items.move, name="outline_move"),
    path(f"{_OF_DOCUMENT}<slug:collection>/<slug:item>/ta-bort/", outline_items.remove, name="outline_remove"),
    path(
        f"{_OF_DOCUMENT}<slug:collection>/<slug:item>/angre/<int:seq>/",
        outline_items.bring_back,
        name="outline_bring_back",
    ),
    path("arbeidsark/uten-nett.js", away.worker, name="sheet_worker"),
    path("arbeidsark/uten-nett/<slug:language>/", away.page, name="sheet_away"),
    path("arbeidsark/dokument/<uuid:id>/endringer/", changes, name="sheet_changes"),
]
