"""Pages of the wheel: the year, one milestone, what to say of it, and how the wheel is chosen."""
