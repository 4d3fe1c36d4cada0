"""Fair leadership made visible: what was decided, why, who was heard, and when it is looked at again."""
