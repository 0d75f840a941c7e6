"""Quantities in running text: figures, money, shares, dates and claims in words, typed by hand.

    nouns       what is found
    vocabulary  the words of both languages
    digits      digits and their separators
    figures     a number in digits, with its currency, scale and sign
    spelled     a number in words
    multiples   twice, tripled, a third, one in five
    moments     days, months and the periods between them
    names       numbers that belong to a name: of a street, a product, a body
    innocent    numbers that are no figures: of laws, pages, streets, versions
    reader      a text → all that a check must look at

Texts here are free of marks and calls; offsets are those of the text.
"""
