"""The one register all component tags are entered in."""

from django.template import Library

register = Library()
