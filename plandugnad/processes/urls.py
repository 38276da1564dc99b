from django.urls import path

from plandugnad.processes.common.urls import urlpatterns as common_urls
from plandugnad.processes.demands.urls import urlpatterns as demand_urls
from plandugnad.processes.notice.urls import urlpatterns as notice_urls
from plandugnad.processes.views import adopting, beginning, dates, files, law, looking, newer, process, shaping

urlpatterns = [
    path("regler/", law.law_page, name="law"),
    path("regler/regn-ut/", law.law_calculator, name="law_calculator"),
    path("planer/<uuid:id>/prosess/", beginning.plan_process, name="plan_process"),
    path("prosesser/<uuid:id>/", process.process, name="process"),
    path("prosesser/<uuid:id>/status/", looking.process_status, name="process_status"),
    path("prosesser/<uuid:id>/overlevering/", looking.process_handover, name="process_handover"),
    path("prosesser/<uuid:id>/historikk/", process.process_history, name="process_history"),
    path("prosesser/<uuid:id>/angre/<uuid:event>/", process.process_undo, name="process_undo"),
    path("prosesser/<uuid:id>/vedtaket/", adopting.process_adopt, name="process_adopt"),
    path("prosesser/<uuid:id>/tilpass/", shaping.process_choices, name="process_choices"),
    path("prosesser/<uuid:id>/fellesprosessen/", newer.process_newer, name="process_newer"),
    path("prosesser/<uuid:id>/foreslatte-datoer/", newer.process_proposed, name="process_proposed"),
    path("prosesser/<uuid:id>/eget-steg/", shaping.process_own_step, name="process_own_step"),
    path("prosesser/<uuid:id>/datoer/<str:code>/", dates.process_dates, name="process_dates"),
    path("prosesser/<uuid:id>/steg/<str:code>/", dates.process_step, name="process_step"),
    path("prosesser/<uuid:id>/steg/<str:code>/fjern/", shaping.process_step_remove, name="process_step_remove"),
    path("prosesser/<uuid:id>/frist/<str:code>/<str:provision>/", shaping.process_deadline, name="process_deadline"),
    path("prosesser/<uuid:id>/dokumenter/<str:code>/", files.process_files, name="process_files"),
    path(
        "prosesser/<uuid:id>/dokumenter/<str:code>/<uuid:file>/fjern/",
        files.process_file_remove,
        name="process_file_remove",
    ),
    path("prosesser/<uuid:id>/avslutt/", process.process_end, name="process_end"),
    path("prosesser/<uuid:id>/slett/", process.process_delete, name="process_delete"),
    path("prosesser/<uuid:id>/angre-sletting/", process.process_undelete, name="process_undelete"),
    *notice_urls,
    *demand_urls,
    *common_urls,
]
