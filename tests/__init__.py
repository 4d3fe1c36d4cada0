"""Tests of the whole house: its rooms, its doors, its promises on real servers."""
