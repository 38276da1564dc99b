"""The one API there is, with all its resources."""

from plandugnad.api.resources import archive_uploads, collaborations, meetings, open_plans, plans, register
from plandugnad.api.service import make_service

service = make_service()
for resource in (register, open_plans, plans, meetings, archive_uploads, collaborations):
    service.add_router("", resource.router)
