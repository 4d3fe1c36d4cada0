"""One way out of the house: an outbox with leases, and what carries it."""
