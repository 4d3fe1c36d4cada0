"""Who may do what with measures, plans, conversations and stories; each refusal with the sentence the user reads."""
