"""What is typed about committees, read and never saved."""
