"""Charts as pictures with words: SVG made on the server, classes only, the same in page, PDF and Word."""
