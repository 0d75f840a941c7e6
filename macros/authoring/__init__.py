"""What editors' commands do: look up, create, fix, compare, and bring both languages in step."""
