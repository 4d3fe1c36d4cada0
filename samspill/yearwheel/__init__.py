"""Årshjul: what falls due when, who sees to it, and whether it is done. Nothing in July."""
