"""What carries a message out of the house: an SMTP server, a page in the demo, a call to a channel."""

from samspill.notices.transport.faults import Deferred, Rejected, ServerTrouble
from samspill.notices.transport.mail import Deliver, Transport, keep, smtp

__all__ = ["Deferred", "Deliver", "Rejected", "ServerTrouble", "Transport", "keep", "smtp"]
