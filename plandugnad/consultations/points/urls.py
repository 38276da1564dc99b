from django.urls import path

from plandugnad.consultations.points.views import copying, marking, point, statement, tags

_STATEMENT = "uttalelser/<uuid:id>/"
_POINT = "uttalelser/punkter/<uuid:id>/"
_TAG = "horinger/merkelapper/<uuid:id>/"

urlpatterns = [
    path(_STATEMENT, statement.statement, name="statement"),
    path(f"{_STATEMENT}ansvarlig/", statement.statement_assign, name="statement_assign"),
    path(f"{_STATEMENT}del/", marking.statement_split, name="statement_split"),
    path(f"{_STATEMENT}ferdig/", statement.statement_ready, name="statement_ready"),
    path(f"{_STATEMENT}helheten/", point.statement_texts, name="statement_texts"),
    path(f"{_STATEMENT}historikk/", statement.statement_history, name="statement_history"),
    path(f"{_STATEMENT}like/", copying.statement_alike, name="statement_alike"),
    path(f"{_STATEMENT}like/angre/<uuid:event>/", copying.statement_alike_undo, name="statement_alike_undo"),
    path(f"{_STATEMENT}merk/", marking.statement_mark, name="statement_mark"),
    path(f"{_STATEMENT}skill/<uuid:event>/", point.statement_unjoin, name="statement_unjoin"),
    path(f"{_STATEMENT}vedlegg/<uuid:file>/", statement.statement_file, name="statement_file"),
    path(_POINT, point.point, name="point"),
    path(f"{_POINT}ansvarlig/", point.point_assign, name="point_assign"),
    path(f"{_POINT}hent-tilbake/", point.point_undelete, name="point_undelete"),
    path(f"{_POINT}merkelapp/", point.point_tag, name="point_tag"),
    path(f"{_POINT}merkelapp/<uuid:tag>/ta-av/", point.point_untag, name="point_untag"),
    path(f"{_POINT}sla-sammen/", point.point_join, name="point_join"),
    path(f"{_POINT}slett/", point.point_delete, name="point_delete"),
    path(f"{_POINT}sted/", marking.point_span, name="point_span"),
    path(f"{_POINT}svar/", point.point_answer, name="point_answer"),
    path("horinger/<uuid:id>/merkelapper/", tags.tags, name="tags"),
    path("horinger/<uuid:id>/merkelapper/skill/<uuid:event>/", tags.tags_unmerge, name="tags_unmerge"),
    path(f"{_TAG}navn/", tags.tag_rename, name="tag_rename"),
    path(f"{_TAG}sla-sammen/", tags.tag_merge, name="tag_merge"),
    path(f"{_TAG}slett/", tags.tag_remove, name="tag_remove"),
]
