"""Answering for the composed pages."""
