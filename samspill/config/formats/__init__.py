"""How dates are written where the language leaves a choice."""
