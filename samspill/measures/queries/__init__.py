"""Reading the library, the plans, the conversations and the stories. The viewer comes first."""
