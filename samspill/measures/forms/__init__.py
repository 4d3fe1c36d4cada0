"""What the pages of this app are sent."""
