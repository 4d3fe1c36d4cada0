"""What the pages of this app are sent."""

from samspill.measures.forms.library import OwnMeasureForm
from samspill.measures.forms.plans import AttachmentForm, CarryForm, EndForm, MeasureForm, NoteForm, StopForm

__all__ = ["AttachmentForm", "CarryForm", "EndForm", "MeasureForm", "NoteForm", "OwnMeasureForm", "StopForm"]
