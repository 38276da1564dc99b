from django.urls import path

from plandugnad.plans.views import (
    deleted,
    documents,
    edit,
    extent,
    history,
    links,
    new,
    owners,
    plan,
    plan_system,
    sharing,
)

urlpatterns = [
    path("kommuner/<str:number>/planer/ny/", new.plan_new, name="plan_new"),
    path("kommuner/<str:number>/plansystem/", plan_system.plan_system, name="plan_system"),
    path("kommuner/<str:number>/plansystem/<str:plan_type>/", plan_system.plan_system_type, name="plan_system_type"),
    path("kommuner/<str:number>/slettet/", deleted.deleted_plans, name="deleted_plans"),
    path("planer/<uuid:id>/", plan.plan, name="plan"),
    path("planer/<uuid:id>/endre/", edit.plan_edit, name="plan_edit"),
    path("planer/<uuid:id>/endre/<str:name>/", edit.plan_field, name="plan_field"),
    path("planer/<uuid:id>/historikk/", history.plan_history, name="plan_history"),
    path("planer/<uuid:id>/gjenopprett/<uuid:event_id>/", history.plan_restore, name="plan_restore"),
    path("planer/<uuid:id>/slett/", plan.plan_delete, name="plan_delete"),
    path("planer/<uuid:id>/angre-sletting/", plan.plan_undelete, name="plan_undelete"),
    path("planer/<uuid:id>/forhold/", links.plan_links, name="plan_links"),
    path("planer/<uuid:id>/forhold/<uuid:link_id>/fjern/", links.plan_unlink, name="plan_unlink"),
    path("planer/<uuid:id>/forhold/<uuid:link_id>/erstattet/", links.plan_set_replaced, name="plan_set_replaced"),
    path("planer/<uuid:id>/dokumenter/", documents.plan_documents, name="plan_documents"),
    path("planer/<uuid:id>/dokumenter/<uuid:document_id>/fil", documents.plan_document_file, name="plan_document_file"),
    path(
        "planer/<uuid:id>/dokumenter/<uuid:document_id>/fjern/",
        documents.plan_document_remove,
        name="plan_document_remove",
    ),
    path(
        "planer/<uuid:id>/dokumenter/<uuid:document_id>/angre/",
        documents.plan_document_return,
        name="plan_document_return",
    ),
    path("planer/<uuid:id>/deling/", sharing.plan_sharing, name="plan_sharing"),
    path("planer/<uuid:id>/deling/<uuid:share_id>/avslutt/", sharing.plan_unshare, name="plan_unshare"),
    path("planer/<uuid:id>/eiere/", owners.plan_owners, name="plan_owners"),
    path("planer/<uuid:id>/eiere/avslutt/", owners.plan_owners_end, name="plan_owners_end"),
    path("planer/<uuid:id>/eiere/<uuid:organisation_id>/", owners.plan_owner, name="plan_owner"),
    path("planer/<uuid:id>/eiere/<uuid:organisation_id>/svar/", owners.plan_owner_answer, name="plan_owner_answer"),
    path(
        "planer/<uuid:id>/eiere/<uuid:organisation_id>/trekk/", owners.plan_owner_withdraw, name="plan_owner_withdraw"
    ),
    path("planer/<uuid:id>/eiere/<uuid:organisation_id>/ga-ut/", owners.plan_owner_leave, name="plan_owner_leave"),
    path("planer/<uuid:id>/eiere/<uuid:organisation_id>/leder/", owners.plan_owner_lead, name="plan_owner_lead"),
    path("planer/<uuid:id>/kart/", extent.plan_extent, name="plan_extent"),
    path("planer/<uuid:id>/kart/geojson", extent.plan_extent_file, name="plan_extent_file"),
    path("planer/<uuid:id>/kart/fjern/", extent.plan_extent_remove, name="plan_extent_remove"),
]
