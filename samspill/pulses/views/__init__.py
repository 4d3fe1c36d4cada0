"""The pages of «Puls»: what is asked, when, of whom, and on what terms."""
