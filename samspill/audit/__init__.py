"""One table of who did what, and one function that writes it. Plain ids: what is audited may be deleted."""
