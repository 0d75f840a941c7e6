"""Family N: figures typed by hand, where a call belongs.

index      the records by their numbers, days and claims
around     the words around a figure, and what they say about a record
match      a number → the record that it states, contradicts or misses
calls      the call that replaces a figure, and whether that is safe
stated     dates and claims in words
beside     what stands beside an injected figure: its year, and per cent for points
rule       all of it, for every page
"""
