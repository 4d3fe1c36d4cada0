"""Attacks on the anonymity: what somebody with the files but without the key can find out."""
