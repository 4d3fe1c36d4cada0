"""Tests of the shipped texts, the rhythm, files from strangers and the check for personal data."""
