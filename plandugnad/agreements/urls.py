from django.urls import path

from plandugnad.agreements.rooms import views as rooms
from plandugnad.agreements.views import arenas, goals, overview, rules, stakeholders

_PLACE = "samarbeid/<uuid:id>/"
_GOAL = f"{_PLACE}mal/<uuid:goal>/"
_RULES = f"{_PLACE}spilleregler/"
_NOTE = f"{_RULES}notater/<uuid:note>/"
_ARENAS = f"{_PLACE}motearenaer/"
_AGREED = f"{_PLACE}enige-om/"

urlpatterns = [
    path(_AGREED, overview.overview, name="agreed"),
    path(f"{_AGREED}<uuid:agreement>/trekk-tilbake/", overview.withdraw, name="agreement_withdraw"),
    path(f"{_AGREED}<uuid:agreement>/hent-tilbake/", overview.restore, name="agreement_restore"),
    path(f"{_PLACE}mal/", goals.goals, name="agreed_goals"),
    path(_GOAL, goals.goal, name="agreed_goal"),
    path(f"{_GOAL}angre/<uuid:review>/", goals.review_undo, name="goal_review_undo"),
    path(_RULES, rules.rules, name="agreed_rules"),
    path(f"{_RULES}<uuid:rule>/noter/", rules.note_new, name="rule_note_new"),
    path(f"{_RULES}notater/", rules.notes, name="rule_notes"),
    path(_NOTE, rules.note, name="rule_note"),
    path(f"{_NOTE}apne/", rules.note_reopen, name="rule_note_reopen"),
    path(f"{_NOTE}slett/", rules.note_delete, name="rule_note_delete"),
    path(f"{_PLACE}aktorer/", stakeholders.stakeholders, name="agreed_stakeholders"),
    path(f"{_PLACE}felles-steg/", overview.steps, name="agreed_steps"),
    path(_ARENAS, arenas.arenas, name="agreed_arenas"),
    path(f"{_ARENAS}aret/", arenas.meetings_year, name="meetings_year"),
    path(f"{_ARENAS}<uuid:arena>/moter/", arenas.arena_meetings, name="arena_meetings"),
    path(f"{_ARENAS}<uuid:arena>/moter/avslutt/", arenas.arena_meetings_end, name="arena_meetings_end"),
    path(f"{_ARENAS}<uuid:arena>/moter/angre/", arenas.arena_meetings_undo, name="arena_meetings_undo"),
    path(f"{_PLACE}delte-rom/", rooms.rooms, name="agreed_rooms"),
    path(f"{_PLACE}delte-rom/lag/", rooms.make, name="agreed_rooms_make"),
    path(f"{_PLACE}delte-rom/angre/<uuid:batch_id>/", rooms.undo, name="agreed_rooms_undo"),
]
