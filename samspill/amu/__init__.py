"""The committee: members and terms, meetings with their pack and minutes, decisions, and the report of the year."""
