from django.urls import include, path

from plandugnad.config import operations

urlpatterns = [
    path("helse/klar", operations.ready, name="health_ready"),
    path("helse/tall", operations.numbers, name="health_figures"),
    path("", include("plandugnad.web.urls")),
    path("", include("plandugnad.accounts.urls")),
    path("", include("plandugnad.regions.urls")),
    path("", include("plandugnad.boundaries.urls")),
    path("", include("plandugnad.plans.urls")),
    path("", include("plandugnad.agreements.urls")),
    path("", include("plandugnad.archive.urls")),
    path("", include("plandugnad.meetings.urls")),
    path("", include("plandugnad.imports.urls")),
    path("", include("plandugnad.processes.urls")),
    path("", include("plandugnad.learning.urls")),
    path("", include("plandugnad.principles.urls")),
    path("", include("plandugnad.worksheets.urls")),
    path("", include("plandugnad.redthread.urls")),
    path("", include("plandugnad.strategies.urls")),
    path("", include("plandugnad.consultations.urls")),
    path("", include("plandugnad.notices.urls")),
    path("", include("plandugnad.exchange.urls")),
    path("", include("plandugnad.api.urls")),
]

handler400 = "plandugnad.web.errors.bad_request"
handler403 = "plandugnad.web.errors.forbidden"
handler404 = "plandugnad.web.errors.not_found"
handler500 = "plandugnad.web.errors.broken"
