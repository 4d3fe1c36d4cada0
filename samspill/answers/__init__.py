"""The respondent's room: the form, sealed tallies and comments. No JavaScript, no identity, one door out."""
