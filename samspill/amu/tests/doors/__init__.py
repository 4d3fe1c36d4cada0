"""Who gets through which door of the committees."""

from samspill.amu.tests.doors.committees import DOORS as COMMITTEES
from samspill.amu.tests.doors.meetings import DOORS as MEETINGS
from samspill.amu.tests.doors.papers import DOORS as PAPERS

DOORS = {**COMMITTEES, **MEETINGS, **PAPERS}
