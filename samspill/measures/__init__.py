"""From a result to a measure and to what it led to: library, action plan, conversation, effect and stories."""
