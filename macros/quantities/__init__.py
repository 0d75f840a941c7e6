"""Quantities in running text: figures, money, shares, dates and claims in words, typed by hand.

    model         what is found
    vocabulary    the words of both languages
    separators    digits and their separators
    numerals      a number in digits, with its currency, scale and sign
    number_words  a number in words
    comparisons   twice, tripled, a third, one in five
    dates         days, months and the periods between them
    label_words   words that give a number to a thing: a page, a law, a room
    proper_names  numbers that belong to a name: of a street, a product, a body
    exclusions    numbers that are no figures: of laws, pages, streets, versions
    classes       classes of ages and sizes, which name rows and columns
    moments       times and years that the two languages write with other digits
    finder        a text → all that a check must look at

Texts here are free of marks and calls; offsets are those of the text.
"""
