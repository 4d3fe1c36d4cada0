"""The committee's papers as files, and a meeting as an archive may take it in."""
