"""The pages of the organisation: the tree, a unit, the register, roles, imports, settings, hats."""
