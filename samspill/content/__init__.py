"""The shipped texts: item bank, factors, measures, conversations, assessment, rhythm, duties, roles and editable texts.

Data files under `data/` and typed loaders over them. No models, no Django, no clock.
"""
