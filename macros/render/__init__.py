"""The macros as pure functions: the library, a page's language and date → HTML and plain text."""
