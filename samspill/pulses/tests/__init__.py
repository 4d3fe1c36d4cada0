"""Tests of the pulses: rules, doors, tokens, mailings, codes and pages."""
