"""One report engine: PDF by typst, spreadsheets, and text cells that cannot become formulas."""
