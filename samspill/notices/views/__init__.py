"""Answering for the queue, the notices and the webhooks."""
