"""Sign-in, and nothing else: who somebody is, never what they may do."""
