from django import template

from plandugnad.principles.drawing import bars

register = template.Library()
register.filter("bars", bars)
