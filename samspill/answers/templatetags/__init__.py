"""Tags of the answering pages."""
