"""Family N: figures typed by hand, where a call belongs.

index             the records by their numbers, days and claims
sentence          the words around a figure, and what they say about a record
match             a number → the record that it states, contradicts or misses
suggestion        the call that replaces a figure, and whether that is safe
dates_and_claims  dates and claims in words
years_and_shares  what stands beside a figure: its year, and per cent for points
torn              figures that a call or the mark of a list tears apart
in_code           figures in what stands as code
problems          what is found → a problem
rule              all of it, for every page
"""
