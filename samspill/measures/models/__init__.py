"""What a workplace has decided to do, how it was agreed, and what came of it."""

from samspill.measures.models.conversations import Choice, Conversation, Proposal
from samspill.measures.models.library import Effort, Level, OwnMeasure
from samspill.measures.models.plans import Attachment, Measure, Note, SharedPlan
from samspill.measures.models.stories import Story, StoryLetter, StoryThanks

__all__ = [
    "Attachment",
    "Choice",
    "Conversation",
    "Effort",
    "Level",
    "Measure",
    "Note",
    "OwnMeasure",
    "Proposal",
    "SharedPlan",
    "Story",
    "StoryLetter",
    "StoryThanks",
]
