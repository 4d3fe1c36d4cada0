"""What waits to leave the house, and what was told."""

from samspill.notices.models.bounces import Unreachable
from samspill.notices.models.feeds import CalendarFeed, FeedEntry
from samspill.notices.models.outbox import Channel, KeptMessage, Message
from samspill.notices.models.personal import How, Kind, MailHabit, Notice, Wish
from samspill.notices.models.webhooks import Call, Occasion, Service, Webhook

__all__ = [
    "CalendarFeed",
    "Call",
    "Channel",
    "FeedEntry",
    "How",
    "KeptMessage",
    "Kind",
    "MailHabit",
    "Message",
    "Notice",
    "Occasion",
    "Service",
    "Unreachable",
    "Webhook",
    "Wish",
]
