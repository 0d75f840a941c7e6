"""Values to text, in the site's two languages.

    numbers    figures, shares, money, points, ratios
    spelling   whole numbers in words, and ordinals
    dates      days, months, years and the periods between them
    lists      A, B and C
    morphology what a word may be a form of
    words      the fixed words and labels
    cldr       what the Unicode CLDR says, read once through Babel

Pure functions of a value and a language; arithmetic is exact, never binary floating point.
"""
