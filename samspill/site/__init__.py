"""Pages composed of several apps: home, who sees what, public pages, the audit page."""
