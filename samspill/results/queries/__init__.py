"""What has been published, as plain rows, for whoever may know it. Only rounds that are published have any."""

from samspill.results.queries.comments import pools_to_curate
from samspill.results.queries.rounds import closed_rounds_for, happened_since

__all__ = ["closed_rounds_for", "happened_since", "pools_to_curate"]
