"""Tests of what binds the apps together."""
