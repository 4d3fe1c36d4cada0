"""What is published, as files for programs and as parts of a report."""

from samspill.results.exports.data import (
    FORMS,
    everything,
    everything_file,
    file_name,
    mark_for,
    members,
    members_file,
    published_file,
    results_document,
    unit_file,
)
from samspill.results.exports.parts import (
    effect_table,
    figure_sections,
    protection_of,
    reader_section,
    row_tables,
    talk_section,
    units_section,
)

__all__ = [
    "FORMS",
    "effect_table",
    "everything",
    "everything_file",
    "figure_sections",
    "file_name",
    "mark_for",
    "members",
    "members_file",
    "protection_of",
    "published_file",
    "reader_section",
    "results_document",
    "row_tables",
    "talk_section",
    "unit_file",
    "units_section",
]
