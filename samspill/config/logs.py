"""What is written when something goes wrong on an answering page: that it did and where in the code, nothing else."""

from __future__ import annotations

import logging
import traceback

ANSWERING = ("/s/", "/svar", "/kode")
SECRET = (*ANSWERING, "/kalender/", "/beskjeder/stopp/")
"""Whoever has one of these addresses may do what it says."""


class QuietAboutAnswers(logging.Filter):
    """Django's own lines about a failed request hold its address, and a link's address is a right to answer, to read
    somebody's calendar, or to choose for them.

    A fault's own words may quote what was sent, so only its kind is kept.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if request is None or not request.path_info.startswith(SECRET):
            return True
        kind = ""
        if record.exc_info:
            fault_type, _fault, place = record.exc_info
            kind = fault_type.__name__ if fault_type else ""
            record.exc_text = "".join(traceback.format_tb(place)).rstrip()
        record.exc_info = None
        record.msg, record.args = "an answering page failed: %s", (kind or getattr(record, "status_code", ""),)
        return True
