"""``python -m samspill.insight.auditor results.json``: the auditor by itself."""

from __future__ import annotations

import sys

from samspill.insight.auditor.command import main

if __name__ == "__main__":
    sys.exit(main())
