"""From tallies to what may be seen: the gate, the closing of rounds, result pages and exports."""
