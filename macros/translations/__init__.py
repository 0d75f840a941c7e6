"""What a page and its twin in the other language must share, and the state of their prose."""
