"""The workplace: organisation (tenant), units with history, people, posts, roles and their scopes."""
