"""The annual wheel, told with the cast."""
