"""Layouts, components, form renderer, charts, style sheets and icons: everything a page is built from."""
