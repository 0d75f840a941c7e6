// Of the least theme: nothing.
