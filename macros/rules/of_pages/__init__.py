"""The rules that look at one page in both its languages by itself.

What they find rests on nothing else but the facts, the glossary, twins.lock and the day, so that a
page on which nothing was wrong is not looked at again before one of these has changed; and they are
imported when there is a page to look at. See `runner`.
"""
