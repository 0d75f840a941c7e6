"""What an author typed besides words: links, pictures, tags and attributes, each with its place.

Made for checks of safety: where Markdown could be read in two ways, nothing is taken for code.
"""
