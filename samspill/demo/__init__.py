"""A fictional workplace, built through the real actions. Never installed in production."""
