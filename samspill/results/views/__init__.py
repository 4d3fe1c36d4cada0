"""Answering requests for results: one viewer, one call to the gate, one template."""
