from django.urls import path

from plandugnad.consultations.alike import views

_HERE = "horinger/<uuid:id>/like/"
_GROUP = f"{_HERE}<uuid:group>/"

urlpatterns = [
    path(_HERE, views.alike, name="alike"),
    path(f"{_HERE}let/", views.alike_look, name="alike_look"),
    path(f"{_HERE}fremdrift/", views.alike_progress, name="alike_progress"),
    path(f"{_HERE}ny/", views.alike_new, name="alike_new"),
    path(f"{_HERE}angre/<uuid:event>/", views.alike_undo, name="alike_undo"),
    path(_GROUP, views.alike_group, name="alike_group"),
    path(f"{_GROUP}godta/", views.alike_accept, name="alike_accept"),
    path(f"{_GROUP}avvis/", views.alike_refuse, name="alike_refuse"),
    path(f"{_GROUP}punkter/", views.alike_points, name="alike_points"),
    path(f"{_GROUP}svar/", views.alike_answer, name="alike_answer"),
]
