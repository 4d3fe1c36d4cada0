"""Who may do what in a committee, and what its papers may hold; each refusal with the sentence the user reads."""
