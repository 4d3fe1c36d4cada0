"""What can be done with measures, plans, conversations and stories."""
