"""What waits to leave the house, and what was told."""

from samspill.notices.models.feeds import CalendarFeed, FeedEntry
from samspill.notices.models.outbox import Channel, KeptMessage, Message
from samspill.notices.models.personal import How, Kind, Notice, Rhythm, Wish

__all__ = [
    "CalendarFeed",
    "Channel",
    "FeedEntry",
    "How",
    "KeptMessage",
    "Kind",
    "Message",
    "Notice",
    "Rhythm",
    "Wish",
]
