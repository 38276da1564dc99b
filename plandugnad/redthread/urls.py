from django.urls import path

from plandugnad.redthread.jointly import views as jointly
from plandugnad.redthread.views import editing, importing, thread

_ALL = "kommuner/<str:number>/rod-trad/"
_SECTION = "felles-avsnitt/<uuid:id>/"

urlpatterns = [
    path(_ALL, thread.thread, name="thread"),
    path(f"{_ALL}henger-lost/", thread.thread_loose, name="thread_loose"),
    path(f"{_ALL}angre/<uuid:batch>/", thread.thread_undo, name="thread_undo"),
    path(f"{_ALL}regneark/", thread.thread_file, name="thread_file"),
    path(f"{_ALL}les-inn/", importing.thread_import, name="thread_import"),
    path(f"{_ALL}mal/ny/", editing.goal, name="thread_goal_new"),
    path(f"{_ALL}mal/<uuid:id>/", editing.goal, name="thread_goal"),
    path(f"{_ALL}tiltak/ny/", editing.measure, name="thread_measure_new"),
    path(f"{_ALL}tiltak/<uuid:id>/", editing.measure, name="thread_measure"),
    path(f"{_ALL}budsjett/ny/", editing.line, name="thread_line_new"),
    path(f"{_ALL}budsjett/<uuid:id>/", editing.line, name="thread_line"),
    path(f"{_ALL}planer/<uuid:id>/", editing.plan_goals, name="thread_plan"),
    path(f"{_ALL}felles-avsnitt/ny/", jointly.joint_section_new, name="joint_section_new"),
    path(_SECTION, jointly.joint_section, name="joint_section"),
    path(f"{_SECTION}svar/<uuid:owner>/", jointly.joint_section_answer, name="joint_section_answer"),
    path(f"{_SECTION}vedtak/<uuid:owner>/", jointly.joint_section_decide, name="joint_section_decide"),
    path(f"{_SECTION}ut/<uuid:owner>/", jointly.joint_section_leave, name="joint_section_leave"),
]
