"""A page as its author wrote it: front matter, headings and macro calls, each with its place."""
