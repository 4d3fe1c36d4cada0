"""The shipped texts: item bank, factors, questionnaires, yearly rhythm, duties, roles and editable texts.

Data files under `data/` and typed loaders over them. No models, no Django, no clock.
"""
