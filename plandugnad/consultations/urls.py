from django.urls import path

from plandugnad.consultations.alike.urls import urlpatterns as of_alike
from plandugnad.consultations.incoming.urls import urlpatterns as of_incoming
from plandugnad.consultations.listing.urls import urlpatterns as of_list
from plandugnad.consultations.objections.urls import urlpatterns as of_objections
from plandugnad.consultations.points.urls import urlpatterns as of_statements
from plandugnad.consultations.public.urls import urlpatterns as of_the_public
from plandugnad.consultations.retention.urls import urlpatterns as of_private_data
from plandugnad.consultations.setup.urls import urlpatterns as of_setup
from plandugnad.consultations.table.urls import urlpatterns as table
from plandugnad.consultations.views import overview

urlpatterns = [
    path("horinger/<uuid:id>/", overview.consultation, name="consultation"),
    *of_setup,
    *of_incoming,
    *of_list,
    *of_statements,
    *of_objections,
    *table,
    *of_the_public,
    *of_alike,
    *of_private_data,
]
