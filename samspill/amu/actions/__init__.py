"""What can be done in a committee."""
