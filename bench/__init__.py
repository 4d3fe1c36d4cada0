"""Benchmarks: programs that print ratios measured in one run. ``python3 dev.py bench [NAME …]``."""
