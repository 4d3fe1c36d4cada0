"""Reading committees. The viewer comes first; a committee one has nothing to do with is not there."""
