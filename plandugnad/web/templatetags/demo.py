from django import template
from django.template import Context

from plandugnad.web.context import is_demo
from plandugnad.web.queries.welcome import DemoRole, demo_roles

register = template.Library()


@register.simple_tag(takes_context=True)
def seats_to_try(context: Context) -> list[DemoRole]:
    """Whom one may try to be; nobody anywhere but in the demo."""
    request = context.get("request")
    return demo_roles() if request is not None and is_demo(request) else []
