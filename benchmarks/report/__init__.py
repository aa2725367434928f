"""What a comparison found, for people: in the terminal, in documents, as one page with pictures."""
