"""Tests of risk: assessments, co-signature, coverage of the law, changes and files."""
