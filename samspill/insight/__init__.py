"""Pure computation: what may be published, what has changed, and how sure one can be."""
