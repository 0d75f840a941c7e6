"""The rules that look at the texts of facts, glossary and diagrams, and at nothing else.

They are imported when one of these has changed. See `runner`.
"""
