"""Answering requests for measures: one viewer, one call, one template."""
