"""Asking: questionnaires, rounds, who is invited, tokens and who has taken part. Never what was answered."""
