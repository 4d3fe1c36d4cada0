"""Tests of measures: library, plan, conversation, effect and stories."""
