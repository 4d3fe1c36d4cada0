"""Mapping, risk assessment, measures, evaluation: what the law asks of a workplace, and what it has done about it."""
