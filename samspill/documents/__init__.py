"""One report engine (`report`), spreadsheets, and text cells that cannot become formulas; files in and out."""
