"""Layouts, components, the form renderer, charts and icons: what every page is made of."""
