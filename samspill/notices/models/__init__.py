"""What waits to leave the house, and what was told."""

from samspill.notices.models.feeds import CalendarFeed, FeedEntry
from samspill.notices.models.outbox import Channel, KeptMessage, Message

__all__ = ["CalendarFeed", "Channel", "FeedEntry", "KeptMessage", "Message"]
