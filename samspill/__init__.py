"""Samspill: measure, understand and improve the psychosocial work environment."""

__version__ = "0.1.0"
