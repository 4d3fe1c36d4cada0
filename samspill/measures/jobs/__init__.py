"""What the worker does with plans and stories when nobody asks."""
