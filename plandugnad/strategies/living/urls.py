from django.urls import path

from plandugnad.strategies.living import pulse_views, region_views, snapshot_views, views

_LIVING = "planstrategi/<uuid:id>/oppfolging/"
_PLAN = f"{_LIVING}plan/<uuid:need>/"
_FROZEN = f"{_LIVING}tatt-vare-pa/<uuid:snapshot>/"

urlpatterns = [
    path(_LIVING, views.strategy_living, name="strategy_living"),
    path(_PLAN, views.strategy_track, name="strategy_track"),
    path(f"{_PLAN}<uuid:note>/ta-tilbake/", views.strategy_track_back, name="strategy_track_back"),
    path(f"{_PLAN}<uuid:note>/hent-tilbake/", views.strategy_track_forward, name="strategy_track_forward"),
    path(f"{_LIVING}utenfor/<uuid:plan>/", views.strategy_outside, name="strategy_outside"),
    path(f"{_LIVING}hvem/", pulse_views.strategy_pulse, name="strategy_pulse"),
    path(f"{_LIVING}spor/", pulse_views.strategy_pulse_ask, name="strategy_pulse_ask"),
    path(f"{_LIVING}status/", snapshot_views.strategy_status, name="strategy_status"),
    path(f"{_LIVING}status/<str:kind>/", snapshot_views.strategy_status_file, name="strategy_status_file"),
    path(f"{_LIVING}ta-vare-pa/", snapshot_views.strategy_freeze, name="strategy_freeze"),
    path(f"{_LIVING}ta-vare-pa/vedtatt/", snapshot_views.strategy_freeze_adopted, name="strategy_freeze_adopted"),
    path(f"{_LIVING}sammenlign/", snapshot_views.strategy_compare, name="strategy_compare"),
    path(_FROZEN, snapshot_views.strategy_snapshot, name="strategy_snapshot"),
    path(f"{_FROZEN}<str:kind>/", snapshot_views.strategy_snapshot_file, name="strategy_snapshot_file"),
    path("samarbeid/<uuid:id>/planstrategier/", region_views.collaboration_strategies, name="collaboration_strategies"),
    path("fylker/<str:number>/planstrategier/", region_views.county_strategies, name="county_strategies"),
    path("puls/<str:token>/", pulse_views.pulse_page, name="pulse"),
]
