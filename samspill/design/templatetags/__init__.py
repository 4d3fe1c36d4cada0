"""The template library: `{% load design %}`."""
